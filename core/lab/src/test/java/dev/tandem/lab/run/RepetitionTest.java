// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.tandem.lab.run.Repetition.Frequency;
import dev.tandem.lab.samples.Sample;
import dev.tandem.spi.Availability;
import dev.tandem.spi.Label;
import dev.tandem.spi.Need;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepetitionTest {

    private static final Label EVEN = Label.acceptable("even", "the seed is");
    private static final Label ODD = Label.interesting("odd", "the seed is");

    private final Runner runner = new Runner(sink -> new NoProcesses());

    /** Ends as its seed says: every fifth run fails. */
    private record Parity(WorkloadSpec spec) implements Workload {
        private Parity(Need... needs) {
            this(
                    WorkloadSpec.of("sample.parity", "Parity", "Seeds differ.")
                            .with(EVEN, ODD)
                            .needs(needs)
                            .build());
        }

        @Override
        public Outcome run(RunContext context) {
            if (context.seed() % 5 == 0) {
                throw new IllegalStateException("run " + context.seed());
            }
            return (context.seed() % 2 == 0 ? EVEN : ODD).observed();
        }
    }

    private static RunRequest request(Workload workload) {
        return RunRequest.of(workload, Optional.empty(), Map.of(), 1);
    }

    @Test
    void eachOutcomeIsCountedWithTheFirstSeedThatShowsIt() {
        List<Integer> told = new ArrayList<>();
        Repetition repetition = Repetition.of(runner, request(new Parity()), 9, told::add);
        assertThat(repetition.frequencies())
                .extracting(Frequency::count, f -> f.example().request().seed())
                .containsExactly(tuple(4, 1L), tuple(4, 2L), tuple(1, 5L));
        assertThat(repetition.runs()).isEqualTo(9);
        assertThat(told).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void interruptionEndsItWithWhatIsKnown() {
        Repetition repetition =
                Repetition.of(
                        runner,
                        request(new Sample().workloads().getFirst()),
                        1000,
                        done -> {
                            if (done == 3) {
                                Thread.currentThread().interrupt();
                            }
                        });
        assertThat(repetition.cancelled()).isTrue();
        assertThat(repetition.runs()).isBetween(3, 4);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void whatTheMachineCannotRunIsTriedOnce() {
        var moon = new Need("the moon", () -> Availability.unavailable("it is day", "wait"));
        Repetition repetition = Repetition.of(runner, request(new Parity(moon)), 100, done -> {});
        assertThat(repetition.runs()).isEqualTo(1);
    }
}
