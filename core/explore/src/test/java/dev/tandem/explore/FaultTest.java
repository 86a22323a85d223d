// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.explore.samples.Correct;
import dev.tandem.explore.samples.Uncovered;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.WorkloadSpec.Level;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not the program's fault is not called one. */
class FaultTest {

    private static final int STEPS = 20_000;
    private static final String PART = "dev.tandem.explore.samples.Together";

    /** One class that has been compiled for a Java to come. */
    private static ClassLoader ofTheFuture(String tooNew) {
        String file = tooNew.replace('.', '/') + ".class";
        return new ClassLoader(FaultTest.class.getClassLoader()) {
            @Override
            public InputStream getResourceAsStream(String name) {
                InputStream in = super.getResourceAsStream(name);
                if (!name.equals(file)) {
                    return in;
                }
                try (in) {
                    byte[] bytes = in.readAllBytes();
                    bytes[7] = 127;
                    return new ByteArrayInputStream(bytes);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private static ExplorationResult explore(Subject subject, Level level) {
        return Explorer.explore(
                ExploreRequest.of(subject).at(level), (executions, steps) -> {}, () -> false);
    }

    @Test
    void a_program_that_is_too_new_is_refused() {
        var subject =
                new Subject.OfClass(
                        Correct.class.getName(), "clock", ofTheFuture(Correct.class.getName()));

        assertThatThrownBy(() -> explore(subject, Level.SYNC))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("samples.Correct (Unsupported class file ")
                .hasMessageContaining("; compile it for Java ");
    }

    @Test
    void a_part_that_is_too_new_is_not_controlled() {
        var subject = new Subject.OfClass(Correct.class.getName(), "twoReaders", ofTheFuture(PART));
        Failure failure = explore(subject, Level.SYNC).failure().orElseThrow();

        assertThat(failure.kind()).isEqualTo(Kind.UNCONTROLLED);
        assertThat(failure.message()).contains(PART, "compile it for Java ");
    }

    @Test
    void a_part_that_is_too_new_does_not_matter_to_who_needs_it_not() {
        var subject = new Subject.OfClass(Correct.class.getName(), "clock", ofTheFuture(PART));

        assertThat(explore(subject, Level.SYNC).failure()).isEmpty();
    }

    @Test
    void a_program_that_is_rewritten_wrongly_is_an_internal_error() {
        var subject =
                new Subject.OfClass(
                        Uncovered.class.getName(),
                        "isMisrewritten",
                        Uncovered.class.getClassLoader());

        assertThatThrownBy(() -> explore(subject, Level.SYNC))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has rewritten the program wrongly");
    }

    @ParameterizedTest
    @CsvSource({
        "parallelSort, Arrays.parallelSort for",
        "timedOut, 'Assertions.assertTimeoutPreemptively, which starts threads'"
    })
    void what_is_refused_is_told_with_its_place(String program, String what) {
        var subject =
                new Subject.OfClass(
                        Uncovered.class.getName(), program, Uncovered.class.getClassLoader());

        assertThat(explore(subject, Level.SYNC).failure().orElseThrow().message())
                .containsPattern(what + ".* \\(at Uncovered.java:\\d+\\)$");
    }

    @ParameterizedTest
    @CsvSource({
        "dev.tandem.explore.samples.Racing, firstElement",
        "dev.tandem.explore.samples.Racing, plainModeOfAnAtomic",
        "dev.tandem.explore.samples.Racing, publishedOpaquely",
        "dev.tandem.explore.samples.RacingCalls, matcher"
    })
    void the_schedule_of_a_data_race_shows_it_again(Class<?> samples, String program) {
        var subject = new Subject.OfClass(samples.getName(), program, samples.getClassLoader());
        Failure failure = explore(subject, Level.MEMORY).failure().orElseThrow();
        Replayed replayed = Explorer.replay(subject, failure.schedule(), STEPS);

        assertThat(replayed.kind()).contains(Kind.DATA_RACE);
        assertThat(replayed.message()).isEqualTo(failure.message());
    }
}
