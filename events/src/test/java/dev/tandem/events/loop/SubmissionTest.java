// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.ExplorationResult;
import dev.tandem.explore.ExplorationResult.Stop;
import dev.tandem.explore.ExploreRequest;
import dev.tandem.explore.Explorer;
import dev.tandem.explore.Subject;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Submits and stops in every order. */
class SubmissionTest {

    private static final Label KEPT = Label.acceptable("kept", "made if taken, never if refused");
    private static final Label BROKEN = Label.forbidden("broken", "taken or made, and not both");

    /** One thread stops a loop while another submits a call. */
    private static final class Submission implements Workload {

        @Override
        public WorkloadSpec spec() {
            return WorkloadSpec.of("test.submission", "Submitting to a loop", "In every order.")
                    .with(KEPT, BROKEN)
                    .explorable(Level.MEMORY)
                    .build();
        }

        @Override
        public Outcome run(RunContext context) throws Exception {
            AtomicBoolean taken = new AtomicBoolean();
            AtomicBoolean made = new AtomicBoolean();
            try (Loop loop = new Loop();
                    Crew crew = Crew.named("other-")) {
                crew.start(loop::stop);
                crew.start(() -> {
                    try {
                        loop.execute(() -> made.set(true));
                        taken.set(true);
                    } catch (RejectedExecutionException e) {
                        context.event("refused");
                    }
                });
                loop.run();
                crew.join();
            }
            return (made.get() == taken.get() ? KEPT : BROKEN).observed();
        }
    }

    @Test
    void aCallIsMadeIfItWasTakenAndNeverIfItWasRefused() {
        ExplorationResult result =
                Explorer.explore(
                        ExploreRequest.of(
                                        Subject.OfWorkload.of(
                                                new Submission(), "default", Map.of(), 1))
                                .limited(200_000, 20_000),
                        (_, _) -> {},
                        () -> false);

        assertThat(result.failure()).isEmpty();
        assertThat(result.stop()).isEqualTo(Stop.EXHAUSTED);
    }
}
