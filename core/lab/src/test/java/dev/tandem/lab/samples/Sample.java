// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.samples;

import dev.tandem.spi.Chapter;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variant;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A chapter whose one workload ends as it is told. */
public final class Sample implements Chapter {

    public static final Parameter<String> END =
            Parameter.choice(
                    "end",
                    "well",
                    List.of("well", "oddly", "badly", "strangely", "throw", "never"),
                    "how it ends");

    private static final Label WELL = Label.acceptable("well", "it was told so");
    private static final Label ODDLY = Label.interesting("oddly", "it was told so");
    private static final Label BADLY = Label.forbidden("badly", "nothing should end badly");

    private static final Variants<String> WAYS =
            Variants.of(
                    Variant.flawed("broken", "may end badly", BADLY, () -> "badly"),
                    Variant.sound("fixed", "ends well", () -> "well"));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sample.ends", "Ends as it is told", "A run ends in many ways.")
                    .with(END, Parameter.integer("count", 3, 1, 10, "a number"))
                    .with(WAYS)
                    .with(WELL, ODDLY, BADLY)
                    .build();

    @Override
    public String id() {
        return "sample";
    }

    @Override
    public String title() {
        return "A sample";
    }

    @Override
    public int order() {
        return 1;
    }

    @Override
    public List<Workload> workloads() {
        return List.of(new Ends());
    }

    private static final class Ends implements Workload {
        @Override
        public WorkloadSpec spec() {
            return SPEC;
        }

        @Override
        public Outcome run(RunContext context) throws Exception {
            context.event("begins");
            String end = context.get(END);
            switch (end) {
                case "throw" -> throw new IllegalStateException("told to throw");
                case "never" -> new CountDownLatch(1).await();
                default -> {}
            }
            return new Outcome.Observed(end, Map.of("answer", 42));
        }
    }
}
