// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.json.CompareDocument;
import dev.tandem.cli.json.Documents;
import dev.tandem.cli.text.CompareView;
import dev.tandem.cli.text.ProgressBar;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.compare.Comparison;
import dev.tandem.lab.compare.ComparisonReport;
import dev.tandem.lab.compare.ComparisonRequest;
import dev.tandem.lab.compare.ComparisonWatcher;
import dev.tandem.lab.compare.ModelReport;
import dev.tandem.lab.compare.ModelReport.Standing;
import dev.tandem.lab.run.ProcessScope;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.Job;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.TandemException.WorkerFailed;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "compare",
        description =
                "Run the same job under every model: check that all give the same results, then measure.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nThe columns:%n",
            "  time           What a run takes: the median of the rounds. Opening a model,",
            "                 checking its results and warming up do not count.",
            "  95%% interval   Where the true value lies in 19 of 20 comparisons, however",
            "                 the times are spread. With fewer than 6 rounds there is none,",
            "                 and nothing is concluded.",
            "  speed-up       How many times as fast as sequential: the median of the ratios",
            "                 of the rounds, so that what slows both down cancels out.",
            "  efficiency     The speed-up for each processor that the model can use.",
            "  CPU time       Of all threads and processes in a run, the mean; the compiler",
            "                 and the collector count. Not measurable where it is less than a",
            "                 hundred steps of the clock.",
            "  allocated      On the heap of this process in a run, the mean; most of it is",
            "                 soon garbage. The stacks of threads are not in it. Not known in a",
            "                 native executable.",
            "  workers        The most memory that the worker processes of the model had",
            "                 resident in a run, added up. What a model inside this process",
            "                 occupies cannot be told apart from what others have left there.",
            "  start-up       What opening the model took, once.",
            "%nAll models take their turns in every round, in an order that is shuffled anew.",
            "A machine that other programs use and times that drift are pointed out."
        })
final class CompareCommand implements Callable<Integer> {

    private final Cli cli;

    @Parameters(paramLabel = "JOB", description = "The job, such as threads.primes.")
    private String id = "";

    @Option(
            names = "--models",
            paramLabel = "MODEL",
            description =
                    "The models to compare with sequential, with commas between. Default: all that there are.")
    private Optional<String> models = Optional.empty();

    @Mixin private RoundsOptions rounds = new RoundsOptions();

    @Option(
            names = "--timeout",
            paramLabel = "D",
            converter = RunOptions.DurationConverter.class,
            description =
                    "How long it may take, such as 30s; what is measured by then is shown. Default: 10m.")
    private Duration timeout = ComparisonRequest.DEFAULT_TIMEOUT;

    @Mixin private RunOptions options = new RunOptions();

    @Mixin private JsonOption json = new JsonOption();

    CompareCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws Exception {
        Catalogue catalogue = cli.catalogue().get();
        Job<?> job = catalogue.job(id);
        List<ExecutionModel> chosen =
                models.map(names -> named(names, catalogue)).orElseGet(catalogue::models);
        var request =
                new ComparisonRequest(
                        job,
                        dev.tandem.spi.Parameters.of(job.spec().parameters(), options.parameters),
                        options.seed,
                        chosen,
                        rounds.rounds(),
                        timeout,
                        Runtime.getRuntime().availableProcessors());
        ComparisonReport report = compare(request);
        if (json.json) {
            Documents.print(cli.out(), CompareDocument.of(report));
        } else {
            new CompareView(cli.screen()).lines(report).forEach(cli.out()::println);
        }
        return code(report, models.isPresent());
    }

    private static List<ExecutionModel> named(String names, Catalogue catalogue) {
        // A negative limit keeps what is empty behind the last comma.
        return Arrays.stream(names.split(",", -1))
                .map(String::strip)
                .map(name -> {
                    if (name.isEmpty()) {
                        throw new TandemException.Usage(
                                "there is a model missing in '"
                                        + names
                                        + "'; write names with commas between");
                    }
                    return catalogue.model(name);
                })
                .toList();
    }

    private ComparisonReport compare(ComparisonRequest request) throws Exception {
        ProcessScope scope = cli.processes().apply(options.launch).open(event -> {});
        List<String> left;
        ComparisonReport report;
        try {
            var comparison = new Comparison(worker -> scope.workers().start(worker));
            if (cli.errScreen().redraws()) {
                try (var bar = new ProgressBar(cli.err(), cli.errScreen())) {
                    report = comparison.run(request, bar);
                }
            } else {
                report = comparison.run(request, ComparisonWatcher.NONE);
            }
        } finally {
            left = scope.end();
        }
        left.forEach(
                process -> cli.err().println(cli.name() + ": left behind and ended: " + process));
        return report;
    }

    /**
     * @param picky whether the user has named the models, and would not be served by the baseline
     *     alone
     */
    private static int code(ComparisonReport report, boolean picky) {
        switch (report.stop()) {
            case CANCELLED -> {
                return ExitCode.INTERRUPTED;
            }
            case TIMED_OUT -> {
                return ExitCode.TIMEOUT;
            }
            case COMPLETED -> {}
        }
        List<Standing> standings = report.models().stream().map(ModelReport::standing).toList();
        if (standings.stream()
                .anyMatch(
                        s -> s instanceof Standing.Failed f && f.error() instanceof WorkerFailed)) {
            return ExitCode.WORKER_FAILED;
        }
        if (!report.isVerified()) {
            return ExitCode.UNEXPECTED;
        }
        boolean nothingElse =
                standings.size() > 1
                        && standings.stream().skip(1).allMatch(s -> s instanceof Standing.Missing);
        return picky && nothingElse ? ExitCode.MISSING : ExitCode.OK;
    }
}
