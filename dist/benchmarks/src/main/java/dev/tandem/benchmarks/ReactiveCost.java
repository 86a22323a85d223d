// SPDX-License-Identifier: Apache-2.0
package dev.tandem.benchmarks;

import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.compare.Comparison;
import dev.tandem.lab.compare.ComparisonReport;
import dev.tandem.lab.compare.ComparisonRequest;
import dev.tandem.lab.compare.ComparisonWatcher;
import dev.tandem.lab.compare.Estimate;
import dev.tandem.lab.compare.ModelReport;
import dev.tandem.lab.compare.Rounds;
import dev.tandem.lab.compare.SequentialModel;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.Job;
import dev.tandem.spi.Parameters;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The time of the model {@code reactive} over that of RxJava and of Reactor, each used by hand, for
 * parts that compute and for parts that wait. They take their turns in every round of one
 * comparison, which also sees to it that all give the same results.
 */
public final class ReactiveCost {

    private static final int ROUNDS = 15;
    private static final long SEED = 42;

    private final Catalogue catalogue = Catalogue.discover(List.of(new SequentialModel()));

    private ReactiveCost() {}

    public static void main(String[] args) throws Exception {
        var cost = new ReactiveCost();
        cost.compare("threads.primes", Map.of("numbers", "500000"));
        cost.compare("threads.download", Map.of("images", "50"));
    }

    private void compare(String id, Map<String, String> given) throws Exception {
        Job<?> job = catalogue.job(id);
        List<ExecutionModel> byHand = List.of(new RxByHand(), new ReactorByHand());
        var request =
                new ComparisonRequest(
                        job,
                        Parameters.of(job.spec().parameters(), given),
                        SEED,
                        List.of(catalogue.model("reactive"), byHand.get(0), byHand.get(1)),
                        new Rounds.Exactly(ROUNDS),
                        ComparisonRequest.DEFAULT_TIMEOUT,
                        Runtime.getRuntime().availableProcessors());
        var comparison =
                new Comparison(worker -> {
                    throw new IllegalStateException("threads need no process");
                });
        ComparisonReport report = comparison.run(request, ComparisonWatcher.NONE);
        if (!report.isVerified()) {
            throw new IllegalStateException("the comparison is not verified: " + report.models());
        }
        ModelReport reactive = report.model("reactive").orElseThrow();
        for (ExecutionModel library : byHand) {
            Estimate ratio =
                    report.speedup(report.model(library.id()).orElseThrow(), reactive)
                            .orElseThrow();
            System.out.printf(
                    Locale.ROOT,
                    "%-46s %.3f (95 %% interval %.3f to %.3f)%n",
                    "reactive / %s by hand, %s".formatted(library.title(), id),
                    ratio.value(),
                    ratio.low().orElseThrow(),
                    ratio.high().orElseThrow());
        }
    }
}
