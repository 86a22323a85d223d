// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.lab.run.RunReport;
import dev.tandem.spi.Grade;
import dev.tandem.spi.Outcome;
import dev.tandem.testkit.Runs;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class EmitterTest {

    @Test
    void theLoopHandlesEveryEventOnItsOwnThread() {
        Outcome.Observed observed =
                Runs.of(new Emitter()).with("emitters", 20).with("events", 2).observe();

        assertThat(observed.label()).isEqualTo("handled");
        assertThat(observed.evidence())
                .containsEntry("handled", 40)
                .containsEntry("counted", 40)
                .containsEntry("dropped", List.of())
                .containsEntry("threads", List.of("main"));
    }

    @Test
    void anEventThatNobodyHandlesIsDroppedAndNamed() {
        RunReport report = Runs.of(new Emitter()).with("emitters", 2).with("events", 3).report();

        assertThat(report.expectation().orElseThrow().grade()).isEqualTo(Grade.INTERESTING);
        assertThat(Runs.texts(report))
                .contains(
                        "nobody handles resize 2 of emitter-1",
                        "nobody handles resize 2 of emitter-2");
    }

    @Test
    void handlersThatEmittersCallRunOffTheLoop() {
        Outcome.Observed observed = Runs.of(new Emitter()).variant("direct").observe();

        assertThat(observed.label()).isEqualTo("off-loop");
        assertThat(observed.evidence())
                .containsEntry("threads", List.of("emitter-1", "emitter-2", "emitter-3"));
    }

    @Test
    void aCancelledRunEndsEveryEmitter() {
        Thread caller = Thread.currentThread();
        var first = new AtomicBoolean(true);
        RunReport report =
                Runs.of(new Emitter())
                        .with("emitters", 10)
                        .with("events", 10_000)
                        .watching(event -> {
                            if (first.getAndSet(false)) {
                                caller.interrupt();
                            }
                        })
                        .report();

        assertThat(report.ending()).isEqualTo(RunReport.Ending.CANCELLED);
        assertThat(report.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed ->
                                assertThat(failed.error())
                                        .isInstanceOf(InterruptedException.class));
    }
}
