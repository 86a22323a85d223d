// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.json.ChooseDocument;
import dev.tandem.cli.json.Documents;
import dev.tandem.cli.text.ChooseView;
import dev.tandem.cli.text.ProgressBar;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.choose.Adviser;
import dev.tandem.lab.choose.ChoiceReport;
import dev.tandem.lab.choose.ChoiceRequest;
import dev.tandem.lab.choose.DifferentResults;
import dev.tandem.lab.choose.Forecast;
import dev.tandem.lab.choose.Needs;
import dev.tandem.lab.compare.ComparisonReport;
import dev.tandem.lab.run.ProcessScope;
import dev.tandem.spi.Job;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "choose",
        description =
                "Say which model suits a job: measure it, predict every model, run those that could win.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nThe steps:%n",
            "  survey    What a part takes, computes and waits for, and how fast 1, 2, 4 …",
            "            threads are that share the parts out among themselves. Amdahl's law",
            "            (1967) and the universal scalability law (Gunther, Guerrilla Capacity",
            "            Planning, 2007) are fitted to that, with 95 %% intervals.",
            "  predict   A model that calls the parts in threads takes what that many threads",
            "            took, and what it takes itself with nothing to do. Other models are",
            "            tried. Nine of ten times should lie in the 90 %% interval.",
            "  compare   Those that could win are measured as 'compare' does.",
            "  grade     Is what was measured in the interval that was predicted?",
            "%nAdvised is the model that asks least of a program, of those that are at most 3%%",
            "slower than the fastest. On a terminal it asks what it cannot measure, unless one",
            "of --isolate, --grow and --machines is given. What is waited for is told on a JVM",
            "alone."
        })
final class ChooseCommand implements Callable<Integer> {

    private final Cli cli;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "JOB", description = "The job, such as threads.primes.")
    private String id = "";

    @Mixin private NeedsOptions needs = new NeedsOptions();

    @Option(
            names = "--time-limit",
            paramLabel = "D",
            converter = RunOptions.DurationConverter.class,
            description =
                    "How long to measure; warming up and measuring everything once do not count. Default: 30s.")
    private Duration timeLimit = ChoiceRequest.DEFAULT_TIME_LIMIT;

    @Mixin private TimeoutOption limit = new TimeoutOption();

    @Mixin private RunOptions options = new RunOptions();

    @Mixin private OwnOptions own = new OwnOptions();

    @Mixin private JsonOption json = new JsonOption();

    ChooseCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws Exception {
        needs.check();
        Optional<String> classPath = own.elsewhere();
        if (classPath.isPresent()) {
            Optional<Needs> known = known();
            return known.isEmpty()
                    ? ExitCode.OK
                    : Elsewhere.execute(
                            cli, spec, classPath.get(), options.launch, needs.answers(known.get()));
        }
        Catalogue catalogue = cli.catalogue().get();
        Job<?> job = own.job(id, catalogue);
        var parameters = options.given(job.spec().parameters());
        Optional<Needs> known = known();
        return known.isEmpty()
                ? ExitCode.OK
                : choose(
                        new ChoiceRequest(
                                job,
                                parameters,
                                options.seed,
                                catalogue.models(),
                                known.get(),
                                timeLimit,
                                limit.timeout,
                                Runtime.getRuntime().availableProcessors()));
    }

    /** Empty when the person who is asked has left. */
    private Optional<Needs> known() throws IOException, InterruptedException {
        return json.json ? Optional.of(needs.given()) : needs.asked(cli);
    }

    private int choose(ChoiceRequest request) throws Exception {
        try {
            ChoiceReport report = measure(request);
            show(report);
            return code(report);
        } catch (DifferentResults e) {
            cli.complain(cli.name() + ": " + id + ": " + e.getMessage());
            return ExitCode.UNEXPECTED;
        }
    }

    private ChoiceReport measure(ChoiceRequest request) throws Exception {
        ProcessScope scope = cli.processes().apply(options.launch).open(event -> {});
        try (var progress = new ProgressBar(cli.err(), cli.errScreen())) {
            return new Adviser(worker -> scope.workers().start(worker)).run(request, progress);
        } finally {
            cli.leftBehind(scope.end());
        }
    }

    private void show(ChoiceReport report) {
        if (json.json) {
            Documents.print(cli.out(), ChooseDocument.of(report));
        } else {
            new ChooseView(cli.screen()).lines(report).forEach(cli.out()::println);
        }
        cli.out().flush();
    }

    private static int code(ChoiceReport report) {
        return switch (report.stop()) {
            case CANCELLED -> ExitCode.INTERRUPTED;
            case TIMED_OUT -> ExitCode.TIMEOUT;
            case COMPLETED -> codeOfCompleted(report);
        };
    }

    private static int codeOfCompleted(ChoiceReport report) {
        if (report.forecasts().stream().anyMatch(Forecast::isWrong)) {
            return ExitCode.UNEXPECTED;
        }
        Optional<ComparisonReport> unverified = report.comparison().filter(c -> !c.isVerified());
        if (unverified.isPresent()) {
            return Measuring.code(unverified.get(), false);
        }
        return report.advice().isPresent() ? ExitCode.OK : ExitCode.MISSING;
    }
}
