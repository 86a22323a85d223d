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
import dev.tandem.spi.TandemException.WorkerFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "compare",
        description =
                "Run the same job under every model: check that all give the same results, then measure.",
        mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {

    private final Cli cli;

    @Parameters(paramLabel = "JOB", description = "The job, such as threads.primes.")
    private String id = "";

    @Option(
            names = "--models",
            paramLabel = "MODEL",
            split = ",",
            description =
                    "The models to compare with sequential, with commas between. Default: all that there are.")
    private List<String> models = new ArrayList<>();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often to measure each model. Default: ${DEFAULT-VALUE}.")
    private int rounds = ComparisonRequest.DEFAULT_ROUNDS;

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
                models.isEmpty()
                        ? catalogue.models()
                        : models.stream().map(catalogue::model).toList();
        var request =
                new ComparisonRequest(
                        job,
                        dev.tandem.spi.Parameters.of(job.spec().parameters(), options.parameters),
                        options.seed,
                        chosen,
                        rounds,
                        timeout,
                        Runtime.getRuntime().availableProcessors());
        ComparisonReport report = compare(request);
        if (json.json) {
            Documents.print(cli.out(), CompareDocument.of(report));
        } else {
            new CompareView(cli.screen()).lines(report).forEach(cli.out()::println);
        }
        return code(report, !models.isEmpty());
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
