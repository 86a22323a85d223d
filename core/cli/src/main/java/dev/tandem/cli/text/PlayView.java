// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.cli.text.Screen.Style;
import dev.tandem.explore.Failure.StepRow;
import dev.tandem.explore.Game.End;
import dev.tandem.explore.Game.Hint;
import dev.tandem.explore.Game.Position;
import dev.tandem.explore.ThreadStatus;
import dev.tandem.explore.Whereabouts;
import dev.tandem.explore.text.Text;
import dev.tandem.explore.text.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** A game, shown to its player. */
public final class PlayView {

    private static final int LEAST_COLUMN = 24;
    private static final int MOST_COLUMN = 40;

    private final Screen screen;
    private final Supplier<String> replayLine;

    public PlayView(Screen screen, Supplier<String> replayLine) {
        this.screen = screen;
        this.replayLine = replayLine;
    }

    public List<String> objective(String objective) {
        return Text.wrap(screen.paint(Style.BOLD, "Objective:") + " " + objective, screen.width());
    }

    public List<String> help() {
        return List.of(
                "N      thread N takes a step, Nx5 five",
                "N=1    it chooses value 1 in that step",
                "Enter  the same thread again",
                "u      take the last step back",
                "h      a hint",
                "objective, save FILE, q");
    }

    public String prompt(Position position, int current) {
        String who =
                position.end().isPresent()
                        ? "u takes back, q leaves"
                        : current >= 0 && position.threads().get(current).isReady()
                                ? "thread, Enter for " + current + ", h, u, ?"
                                : "thread, h, u, ?";
        return screen.paint(Style.BOLD, position.steps().size() + " [" + who + "]> ");
    }

    /** What a thread has just done. */
    public List<String> step(Position position, int thread, boolean chosen) {
        StepRow row = position.steps().getLast();
        List<String> lines =
                new ArrayList<>(
                        hanging(
                                String.format(Locale.ROOT, "%4d  ", position.steps().size()),
                                screen.paint(Style.NAME, thread + " " + row.thread())
                                        + ": "
                                        + Wording.operation(row.what(), Whereabouts.of(row))));
        if (position.choices() > 1 && !chosen) {
            lines.addAll(
                    hanging(
                            "      ",
                            "it chose value 0 of 0 to "
                                    + (position.choices() - 1)
                                    + "; u and "
                                    + thread
                                    + "=1 choose otherwise"));
        }
        return lines;
    }

    /** Every thread: in columns or, where those would be narrow, one below the other. */
    public List<String> seats(Position position, int current) {
        List<List<String>> cells = new ArrayList<>();
        int threads = position.threads().size();
        int column = Math.min(screen.width() / threads, MOST_COLUMN);
        boolean columns = column >= LEAST_COLUMN;
        for (int i = 0; i < threads; i++) {
            cells.add(
                    cell(
                            i,
                            position.threads().get(i),
                            i == current,
                            columns ? column - 2 : screen.width()));
        }
        List<String> lines = new ArrayList<>(List.of(""));
        if (!columns) {
            cells.forEach(lines::addAll);
            return lines;
        }
        int rows = cells.stream().mapToInt(List::size).max().orElse(0);
        for (int row = 0; row < rows; row++) {
            var line = new StringBuilder();
            for (int i = 0; i < threads; i++) {
                line.append(" ".repeat(Math.max(0, i * column - Text.visible(line))))
                        .append(row < cells.get(i).size() ? cells.get(i).get(row) : "");
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private List<String> cell(int number, ThreadStatus seat, boolean current, int width) {
        boolean ready = seat.isReady();
        Style style = ready ? Style.GOOD : Style.DIM;
        List<String> lines = new ArrayList<>();
        lines.add(
                (current ? "> " : "  ")
                        + screen.paint(ready ? Style.NAME : Style.DIM, number + " " + seat.name()));
        if (seat.state() != ThreadStatus.State.ENDED) {
            String verb = ready || seat.waitsFor().isEmpty() ? "next " : "in ";
            for (String part : Text.wrap(verb + seat.operation(), width - 4)) {
                lines.addAll(pieces(part, width - 4));
            }
            if (!seat.place().isEmpty()) {
                lines.addAll(pieces(seat.place(), width - 4));
            }
        }
        Text.wrap(seat.why(), width - 4)
                .forEach(part -> lines.add("    " + screen.paint(style, part)));
        if (!seat.holds().isEmpty()) {
            Text.wrap("holds " + String.join(" and ", seat.holds()), width - 4)
                    .forEach(part -> lines.add("    " + screen.paint(Style.NOTE, part)));
        }
        return lines;
    }

    /** A word that is too long is cut after a dot where it has one. */
    private static List<String> pieces(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int dot = rest.lastIndexOf('.', width - 1);
            int cut = dot > 0 ? dot + 1 : width;
            lines.add("    " + rest.substring(0, cut));
            rest = rest.substring(cut);
        }
        lines.add("    " + rest);
        return lines;
    }

    public List<String> hint(Hint hint, Position position) {
        return switch (hint) {
            case Hint.Step step -> {
                ThreadStatus seat = position.threads().get(step.thread());
                var values = new StringBuilder();
                step.values().stream()
                        .filter(value -> value > 0)
                        .forEach(value -> values.append('=').append(value));
                yield hanging(
                        "hint: ",
                        screen.paint(Style.NOTE, step.thread() + values.toString())
                                + ", "
                                + seat.name()
                                + ": "
                                + Wording.operation(seat.operation(), seat.place())
                                + " ("
                                + step.left()
                                + (step.left() == 1 ? " step" : " steps")
                                + " to the objective)");
            }
            case Hint.None none when position.end().isPresent() ->
                    hanging("hint: ", "the program has ended; u takes the last step back");
            case Hint.None none when none.exhausted() ->
                    hanging(
                            "hint: ",
                            String.format(
                                    Locale.ROOT,
                                    "the objective cannot be reached from here: all %,d ways on were tried; u takes the last step back",
                                    none.tried()));
            case Hint.None none ->
                    hanging(
                            "hint: ",
                            String.format(
                                    Locale.ROOT,
                                    "none of the first %,d ways on reaches the objective; the search is bounded, so there may be one",
                                    none.tried()));
        };
    }

    public List<String> end(End end) {
        List<String> lines = new ArrayList<>(List.of(""));
        Style style = Style.of(end.grade());
        lines.add(screen.paint(style, end.label() + "  " + end.grade()));
        if (!end.message().isEmpty()) {
            lines.addAll(Text.wrap(end.message(), screen.width()));
        }
        lines.add(end.reached() ? "The objective is reached." : "That is not the objective.");
        return lines;
    }

    /** What is left when the game is over. */
    public List<String> conclusion(Position position) {
        List<String> lines = new ArrayList<>(List.of(""));
        if (position.end().isEmpty()) {
            lines.add("Left before the end, after " + position.steps().size() + " steps.");
        }
        if (!position.steps().isEmpty()) {
            lines.add(screen.paint(Style.BOLD, "Replay it"));
            lines.add("  " + replayLine.get());
        }
        return lines;
    }

    private List<String> hanging(String lead, String text) {
        return Text.hanging(lead, text, screen.width());
    }
}
