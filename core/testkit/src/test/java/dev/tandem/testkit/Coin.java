// SPDX-License-Identifier: Apache-2.0
package dev.tandem.testkit;

import dev.tandem.spi.Chapter;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Bars;
import java.util.List;

/** A workload that shows heads, tails for which it must be asked, or that breaks at a bound. */
final class Coin implements Workload {

    static final Label HEADS = Label.acceptable("heads", "one side");
    static final Label TAILS = Label.interesting("tails", "the other side");
    static final Label EDGE = Label.interesting("edge", "neither side");

    static final Parameter<Boolean> TURNED = Parameter.flag("turned", false, "which side is up");
    static final Parameter<Integer> HEIGHT =
            Parameter.integer("height", 1, 0, 10, "how high it is thrown");

    private final List<Label> labels;
    private final int breaksAt;

    /**
     * @param breaksAt the height that it cannot do
     */
    Coin(List<Label> labels, int breaksAt) {
        this.labels = labels;
        this.breaksAt = breaksAt;
    }

    static Chapter chapter(Workload workload) {
        return new Chapter() {
            @Override
            public String id() {
                return "coin";
            }

            @Override
            public String title() {
                return "Coins";
            }

            @Override
            public int order() {
                return 1;
            }

            @Override
            public List<Workload> workloads() {
                return List.of(workload);
            }
        };
    }

    @Override
    public WorkloadSpec spec() {
        return WorkloadSpec.of("coin.throw", "Throws a coin", "It has two sides.")
                .with(TURNED, HEIGHT)
                .with(labels.toArray(Label[]::new))
                .build();
    }

    @Override
    public Outcome run(RunContext context) {
        context.event("throws");
        if (context.get(HEIGHT) == breaksAt) {
            throw new IllegalStateException("too high");
        }
        return (context.get(TURNED) ? TAILS : HEADS)
                .observed()
                .with("heights", Bars.of("m").with("thrown", context.get(HEIGHT)));
    }
}
