// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.json.Documents;
import dev.tandem.cli.json.RepetitionDocument;
import dev.tandem.cli.json.RunDocument;
import dev.tandem.cli.text.LiveLog;
import dev.tandem.cli.text.RepetitionView;
import dev.tandem.cli.text.RunProgress;
import dev.tandem.cli.text.RunView;
import dev.tandem.cli.text.RunView.View;
import dev.tandem.cli.text.StatusLine;
import dev.tandem.lab.run.Repetition;
import dev.tandem.lab.run.RunReport;
import dev.tandem.lab.run.RunRequest;
import dev.tandem.lab.run.Runner;
import dev.tandem.spi.TandemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "run",
        description = "Run a workload: tell what happens, and grade what was observed.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    private final Cli cli;

    @Parameters(paramLabel = "ID", description = "The workload, such as sync.philosophers.")
    private String id = "";

    @Option(
            names = "--variant",
            paramLabel = "V",
            description = "The way it is written. Default: the first without a flaw.")
    private @Nullable String variant;

    @Option(
            names = "--timeout",
            paramLabel = "D",
            converter = RunOptions.DurationConverter.class,
            description = "How long it may take, such as 500ms or 10s. Default: 1m.")
    private Duration timeout = RunRequest.DEFAULT_TIMEOUT;

    @Option(
            names = "--pace",
            paramLabel = "P",
            description =
                    "0 removes the pauses that only make it watchable, 1 is real time. Default: 0.")
    private double pace;

    @Option(
            names = "--view",
            paramLabel = "lanes|log|quiet",
            converter = ViewConverter.class,
            description =
                    "A column a thread, a line an event, or the outcome alone. Default: lanes on a"
                            + " terminal, after the run; with a pace and elsewhere log, while it"
                            + " runs.")
    private @Nullable View view;

    @Option(
            names = "--full",
            description =
                    "Tell every event and show every row, also those that the screen has no room for.")
    private boolean full;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description =
                    "Run it N times, with seeds that follow one another, and count the outcomes.")
    private @Nullable Integer repeat;

    @Mixin private RunOptions options = new RunOptions();

    @Mixin private JsonOption json = new JsonOption();

    RunCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        var workload = cli.catalogue().get().workload(id);
        RunRequest request =
                RunRequest.of(
                                workload,
                                Optional.ofNullable(variant),
                                options.parameters,
                                options.seed)
                        .within(timeout)
                        .at(pace);
        var runner = new Runner(cli.processes().apply(options.launch));
        if (repeat != null) {
            return repeat(runner, request, repeat);
        }
        if (json.json) {
            RunReport report = runner.run(request, event -> {});
            Documents.print(cli.out(), RunDocument.of(report));
            return ExitCode.of(report);
        }
        View asked = view != null ? view : defaultView();
        var told = new RunView(cli.screen());
        RunReport report;
        List<String> lines;
        if (isLive(asked)) {
            boolean isolated = request.workload().spec().isolated();
            try (var log = new LiveLog(cli.out(), cli.screen(), isolated)) {
                report = runner.run(request, log);
            }
            lines = new ArrayList<>(report.events().isEmpty() ? List.of() : List.of(""));
            lines.addAll(told.outcome(report, full));
        } else {
            try (var progress = new RunProgress(cli.err(), cli.errScreen())) {
                report = runner.run(request, progress);
            }
            lines = told.lines(report, asked, full);
        }
        lines.forEach(cli.out()::println);
        return ExitCode.of(report);
    }

    private View defaultView() {
        return cli.screen().redraws() && pace == 0 ? View.LANES : View.LOG;
    }

    /** Whether it is told as it happens: a log that is not folded, or that somebody watches. */
    private boolean isLive(View asked) {
        return asked == View.LOG && (full || pace > 0 || !cli.screen().redraws());
    }

    private int repeat(Runner runner, RunRequest request, int times) {
        if (times < 1) {
            throw new TandemException.Usage("--repeat takes a number of runs from 1 on");
        }
        var done = new AtomicInteger();
        Repetition repetition;
        try (var _ =
                new StatusLine(
                        cli.err(),
                        cli.errScreen(),
                        () ->
                                Optional.of(
                                        String.format(
                                                Locale.ROOT,
                                                "%,d of %,d runs",
                                                done.get(),
                                                times)))) {
            repetition = Repetition.of(runner, request, times, done::set);
        }
        if (json.json) {
            Documents.print(cli.out(), RepetitionDocument.of(repetition));
        } else {
            new RepetitionView(cli.screen()).lines(repetition).forEach(cli.out()::println);
        }
        return ExitCode.of(repetition);
    }

    static final class ViewConverter implements ITypeConverter<View> {
        @Override
        public View convert(String text) {
            return switch (text) {
                case "lanes" -> View.LANES;
                case "log" -> View.LOG;
                case "quiet" -> View.QUIET;
                default ->
                        throw new TypeConversionException(
                                "'" + text + "' is not a view; write lanes, log or quiet");
            };
        }
    }
}
