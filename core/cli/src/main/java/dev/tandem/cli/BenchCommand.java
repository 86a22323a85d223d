// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.compare.ComparisonReport;
import dev.tandem.lab.compare.ComparisonRequest;
import dev.tandem.lab.compare.RunModel;
import dev.tandem.lab.compare.RunModel.UnexpectedOutcome;
import dev.tandem.lab.run.RunRequest;
import dev.tandem.lab.run.Runner;
import dev.tandem.spi.Job;
import dev.tandem.spi.Suggestions;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Workload;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        description =
                "Measure one thing until its time is known: a job under one model, or a workload.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nThe steps:%n",
            "  check     A job is run by one thread and by the model, and both must give the",
            "            same results. A run of a workload must end as a correct program may.",
            "  warm-up   Ends of itself: when the beginning that differs from the rest is no",
            "            longer than half of what was run. It is found by the marginal",
            "            standard error rule (White 1997), after half a second at least and",
            "            five at most.",
            "  measure   Until the 99 %% interval of the median is as narrow as --within says,",
            "            or the time limit has passed. The interval that is shown is that of",
            "            95 %%.",
            "  report    Times beyond three times the distance of the quartiles (Tukey 1977)",
            "            are named, and counted all the same.",
            "%nWith --against it is the rank test of Mann and Whitney that says whether chance",
            "explains a difference; what it explains once in a hundred times is told as none.",
            "Of a workload that time counts which 'run' tells."
        })
final class BenchCommand implements Callable<Integer> {

    private final Cli cli;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "JOB|ID",
            description = "The job, such as threads.primes, or the workload.")
    private String id = "";

    @Mixin private WayOptions way = new WayOptions();

    @Mixin private RoundsOptions rounds = new RoundsOptions();

    @Mixin private TimeoutOption limit = new TimeoutOption();

    @Mixin private RunOptions options = new RunOptions();

    @Mixin private OwnOptions own = new OwnOptions();

    @Mixin private SamplesOptions samples = new SamplesOptions();

    BenchCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws Exception {
        Optional<String> classPath = own.elsewhere();
        if (classPath.isPresent()) {
            return Elsewhere.execute(cli, spec, classPath.get(), options.launch);
        }
        ComparisonRequest request = request();
        samples.check(request);
        try {
            ComparisonReport report = Measuring.of(cli, request, options.launch);
            return samples.report(cli, report, Measuring.code(report, true));
        } catch (UnexpectedOutcome e) {
            cli.complain(cli.name() + ": " + e.getMessage());
            return ExitCode.UNEXPECTED;
        }
    }

    private ComparisonRequest request() {
        Catalogue catalogue = cli.catalogue().get();
        Optional<Workload> workload = catalogue.findWorkload(id);
        if (workload.isPresent()) {
            return ofWorkload(workload.get());
        }
        Job<?> job =
                own.find(id, catalogue)
                        .orElseThrow(() ->
                                new TandemException.Usage(
                                        Suggestions.unknown(
                                                "job or workload", id, catalogue.ids())));
        return new ComparisonRequest(
                        job,
                        options.given(job.spec().parameters()),
                        options.seed,
                        List.of(),
                        rounds.rounds(),
                        limit.timeout,
                        Runtime.getRuntime().availableProcessors())
                .of(way.model(id, catalogue));
    }

    private ComparisonRequest ofWorkload(Workload workload) {
        return RunModel.request(
                new Runner(cli.processes().apply(options.launch)),
                RunRequest.of(workload, way.variant(id), options.parameters, options.seed),
                rounds.rounds(),
                limit.timeout,
                Runtime.getRuntime().availableProcessors());
    }
}
