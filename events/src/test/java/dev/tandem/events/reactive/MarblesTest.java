// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Sketch;
import dev.tandem.testkit.Runs;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MarblesTest {

    @Test
    void valuesOfOneMomentStandTogetherAndAnEndEndsTheLine() {
        String picture =
                drawn((marbles, time) -> {
                    marbles.declare("b");
                    marbles.emitted("b", "1");
                    marbles.emitted("b", "2");
                    time.after(5, () -> marbles.emitted("b", "3"));
                    time.after(5, () -> marbles.emitted("b", "|"));
                    time.after(9, () -> marbles.emitted("a", "4"));
                });

        assertThat(picture)
                .isEqualTo(
                        """
                        ms  0   5  9
                        b   1,2-3|
                        a   -------4-\
                        """);
    }

    @Test
    void aSourceThatFailsEndsWithAnX() {
        String picture =
                drawn((marbles, _) ->
                        new RxLibrary()
                                .range(7, 2)
                                .map(number -> 7 / (8 - number))
                                .compose(marbles.line("a"))
                                .toFuture());

        assertThat(picture).isEqualTo("ms  0\na   7X");
    }

    @Test
    void theFirstMomentsOfALongRunAreDrawn() {
        String picture =
                drawn((marbles, time) -> {
                    for (int i = 1; i <= 9; i++) {
                        time.after(i, () -> marbles.emitted("a", "x"));
                    }
                    for (int i = 10; i <= 100; i++) {
                        time.after(i, () -> marbles.emitted("a", "y"));
                    }
                });

        assertThat(picture).endsWith("…").doesNotContain("30").contains("20");
    }

    private interface Emitting {
        void emit(Marbles marbles, VirtualTime time);
    }

    private static String drawn(Emitting emitting) {
        return ((Sketch) Runs.of(new Drawing(emitting)).observe().evidence().get("picture")).text();
    }

    private record Drawing(Emitting emitting) implements Workload {

        private static final Label DONE = Label.acceptable("done", "it is drawn");

        @Override
        public WorkloadSpec spec() {
            return WorkloadSpec.of("events.drawing", "Drawing", "Drawing.").with(DONE).build();
        }

        @Override
        public Outcome run(RunContext context) throws InterruptedException {
            VirtualTime time = new VirtualTime();
            Marbles marbles = new Marbles(time, context);
            emitting.emit(marbles, time);
            time.passUntil(() -> time.millis() >= 100, Duration.ofMillis(10), context);
            return DONE.observed().with("picture", marbles.picture());
        }
    }
}
