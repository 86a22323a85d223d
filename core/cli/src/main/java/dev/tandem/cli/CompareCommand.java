// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.compare.ComparisonReport;
import dev.tandem.lab.compare.ComparisonRequest;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.Job;
import dev.tandem.spi.TandemException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "compare",
        description =
                "Run the same job under every model: check that all give the same results, then measure.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nThe columns:%n",
            "  time           What a run takes: the median of the rounds. Opening a model,",
            "                 checking its results and warming up do not count.",
            "  95 %% interval  Where the true value lies in 19 of 20 comparisons, however",
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
            "A machine that other programs use, times that drift and times far outside of",
            "the others are pointed out. With --against it is the rank test of Mann and",
            "Whitney that says whether chance explains a difference."
        })
final class CompareCommand implements Callable<Integer> {

    private final Cli cli;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "JOB", description = "The job, such as threads.primes.")
    private String id = "";

    @Option(
            names = "--models",
            paramLabel = "MODEL",
            description =
                    "The models to compare with sequential, with commas between. Default: all that there are.")
    private Optional<String> models = Optional.empty();

    @Mixin private RoundsOptions rounds = new RoundsOptions();

    @Mixin private TimeoutOption limit = new TimeoutOption();

    @Mixin private RunOptions options = new RunOptions();

    @Mixin private OwnOptions own = new OwnOptions();

    @Mixin private SamplesOptions samples = new SamplesOptions();

    CompareCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws Exception {
        Optional<String> classPath = own.elsewhere();
        if (classPath.isPresent()) {
            return Elsewhere.execute(cli, spec, classPath.get(), options.launch);
        }
        Catalogue catalogue = cli.catalogue().get();
        Job<?> job = own.job(id, catalogue);
        List<ExecutionModel> chosen =
                models.map(names -> named(names, catalogue)).orElseGet(catalogue::models);
        var request =
                new ComparisonRequest(
                        job,
                        options.given(job.spec().parameters()),
                        options.seed,
                        chosen,
                        rounds.rounds(),
                        limit.timeout,
                        Runtime.getRuntime().availableProcessors());
        samples.check(request);
        ComparisonReport report = Measuring.of(cli, request, options.launch);
        return samples.report(cli, report, Measuring.code(report, models.isPresent()));
    }

    private static List<ExecutionModel> named(String names, Catalogue catalogue) {
        Set<String> seen = new HashSet<>();
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
                    if (!seen.add(name)) {
                        throw new TandemException.Usage(
                                "--models names " + name + " twice; once is enough");
                    }
                    return catalogue.model(name);
                })
                .toList();
    }
}
