// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.SYNC;

import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service opens when all its parts are ready, and one of the parts cannot be had. Look at who
 * could still count the latch down when nobody is left who would.
 *
 * <pre>{@code tandem run sync.latch --variant broken}</pre>
 */
final class Latch implements Workload {

    private static final String LESSON =
            """
            A latch is a gate that opens once, when it has been counted down to zero, and stays
            open. It says how often something has been reported, not by whom: a part that fails
            before it reports leaves the gate closed for ever, and whoever waits there waits for
            nobody. So the count comes in a finally block, and what went wrong is told besides.
            """;

    private static final Parameter<Integer> PARTS =
            integer("parts", 3, 1, 64, "how many parts the service has; the last one fails");

    private static final Label OPENED =
            acceptable("opened", "the gate opened, the failure was seen");
    private static final Label NEVER =
            forbidden(
                    "never-opened",
                    "all parts have ended, the latch is not at zero, and a thread waits for it");

    /** How a part reports. */
    private interface Report {
        void start(boolean fails, CountDownLatch ready, AtomicInteger failed);
    }

    private static final Variants<Report> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "counts down when all went well",
                            NEVER,
                            () -> Latch::atTheEnd),
                    sound("fixed", "counts down in a finally block", () -> Latch::whateverHappens));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.latch", "A gate that opens once", LESSON)
                    .with(PARTS)
                    .with(WAYS)
                    .with(OPENED, NEVER)
                    .teaches(CountDownLatch.class)
                    .explorable(SYNC, PARTS.at(2))
                    .build();

    private static final Duration LOOK_EVERY = Duration.ofMillis(5);

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        int parts = context.get(PARTS);
        Report report = context.make(WAYS);
        CountDownLatch ready = new CountDownLatch(parts);
        AtomicInteger failed = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        try (Crew crew = Crew.named("part-")) {
            Thread service =
                    crew.start(
                            "service",
                            () -> {
                                ready.await();
                                context.event("is open; parts that failed: " + failed.get());
                            });
            for (int i = 1; i <= parts; i++) {
                boolean fails = i == parts;
                crew.start(
                        "part-" + i,
                        () -> {
                            report.start(fails, ready, failed);
                            context.event(fails ? "has failed" : "is ready");
                            ended.incrementAndGet();
                        });
            }
            while (!crew.join(LOOK_EVERY)) {
                if (ended.get() == parts && ready.getCount() > 0) {
                    return NEVER.observed()
                            .with("missing", ready.getCount())
                            .with("failed", failed.get())
                            .with("service", service.getState().toString());
                }
            }
        }
        return OPENED.observed().with("missing", ready.getCount()).with("failed", failed.get());
    }

    private static void atTheEnd(boolean fails, CountDownLatch ready, AtomicInteger failed) {
        try {
            prepare(fails);
            ready.countDown();
        } catch (IllegalStateException e) {
            failed.incrementAndGet();
        }
    }

    private static void whateverHappens(boolean fails, CountDownLatch ready, AtomicInteger failed) {
        try {
            prepare(fails);
        } catch (IllegalStateException e) {
            failed.incrementAndGet();
        } finally {
            ready.countDown();
        }
    }

    private static void prepare(boolean fails) {
        if (fails) {
            throw new IllegalStateException("this part cannot be had");
        }
    }
}
