// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.cli.text.Screen.Style;
import dev.tandem.explore.text.Text;
import dev.tandem.explore.text.Wording;
import dev.tandem.lab.run.Repetition;
import dev.tandem.lab.run.Repetition.Frequency;
import dev.tandem.lab.run.RunReport;
import dev.tandem.spi.Durations;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.TandemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The outcomes of many runs, a row each: how often, how it is judged, and a seed that shows it. */
public final class RepetitionView {

    /** Columns that a reason needs beside its outcome; with fewer it stands below. */
    private static final int LEAST_ROOM = 24;

    private final Screen screen;

    public RepetitionView(Screen screen) {
        this.screen = screen;
    }

    private record Row(
            String outcome,
            String runs,
            String share,
            Style style,
            String grade,
            String seed,
            String reason) {}

    public List<String> lines(Repetition repetition) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("outcome", "runs", "share", Style.DIM, "grade", "seed", "because"));
        repetition.frequencies().forEach(f -> rows.add(row(f, repetition.runs())));
        List<String> lines = new ArrayList<>(table(rows));
        lines.add("");
        lines.addAll(Text.fill(summary(repetition), screen.width()));
        List<String> unseen =
                repetition.request().workload().spec().expectations().stream()
                        .filter(label -> !isSeen(label, repetition))
                        .map(label -> label.name() + " (" + label.grade() + ")")
                        .toList();
        if (!unseen.isEmpty()) {
            lines.addAll(Text.hanging("Not seen: ", String.join(", ", unseen), screen.width()));
        }
        return lines;
    }

    private static boolean isSeen(Label label, Repetition repetition) {
        return repetition.frequencies().stream()
                .anyMatch(f -> f.example().expectation().filter(label::equals).isPresent());
    }

    private static String summary(Repetition repetition) {
        var request = repetition.request();
        boolean varies = request.workload().spec().hasVariants();
        int runs = repetition.runs();
        String made =
                runs == repetition.wanted()
                        ? Wording.count(runs, "run")
                        : String.format(Locale.ROOT, "%,d of %,d runs", runs, repetition.wanted());
        return made
                + (repetition.cancelled() ? ", then cancelled," : "")
                + " in "
                + Durations.human((double) repetition.nanos())
                + (varies ? ", variant " + request.variant().id() : "")
                + (runs < 2
                        ? ", seed " + request.seed()
                        : ", seeds " + request.seed() + " to " + (request.seed() + runs - 1));
    }

    private static Row row(Frequency frequency, int runs) {
        RunReport example = frequency.example();
        boolean late = example.ending() == RunReport.Ending.TIMED_OUT;
        String name;
        String reason;
        Style style = Style.BAD;
        switch (example.outcome()) {
            case Outcome.Observed observed -> {
                name = observed.label() + (late ? ", after its time" : "");
                reason = example.expectation().map(Label::reason).orElse("");
                style = example.expectation().map(e -> Style.of(e.grade())).orElse(Style.BAD);
            }
            case Outcome.Unavailable unavailable -> {
                name = "unavailable";
                reason = unavailable.reason() + "; " + unavailable.remedy();
                style = Style.NOTE;
            }
            case Outcome.Failed failed -> {
                name = late ? "timed out" : "failed";
                reason =
                        late
                                ? "it took longer than "
                                        + Durations.format(example.request().timeout())
                                : Text.oneLine(TandemException.told(failed.error()));
            }
        }
        return new Row(
                name,
                String.format(Locale.ROOT, "%,d", frequency.count()),
                String.format(Locale.ROOT, "%.1f %%", 100.0 * frequency.count() / runs),
                style,
                example.expectation().map(e -> e.grade().name()).orElse("–"),
                Long.toString(example.request().seed()),
                reason);
    }

    private List<String> table(List<Row> rows) {
        int outcome = widest(rows.stream().map(Row::outcome).toList());
        int runs = widest(rows.stream().map(Row::runs).toList());
        int share = widest(rows.stream().map(Row::share).toList());
        int grade = widest(rows.stream().map(Row::grade).toList());
        int seed = widest(rows.stream().map(Row::seed).toList());
        List<String> lines = new ArrayList<>();
        for (Row row : rows) {
            String cells =
                    String.join(
                            "  ",
                            screen.paint(row.style(), Text.left(row.outcome(), outcome)),
                            Text.right(row.runs(), runs),
                            Text.right(row.share(), share),
                            screen.paint(row.style(), Text.left(row.grade(), grade)),
                            Text.right(row.seed(), seed));
            boolean beside = screen.width() - Text.visible(cells) - 2 >= LEAST_ROOM;
            if (beside) {
                lines.addAll(Text.hanging(cells + "  ", row.reason(), screen.width()));
            } else {
                lines.add(cells);
                if (!row.equals(rows.getFirst())) {
                    lines.addAll(Text.hanging("    ", row.reason(), screen.width()));
                }
            }
        }
        return lines;
    }

    private static int widest(List<String> cells) {
        return cells.stream().mapToInt(Text::visible).max().orElse(0);
    }
}
