// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.lab.samples.Squares;
import dev.tandem.spi.Job;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.TandemException.Usage;
import dev.tandem.spi.TandemException.WorkerFailed;
import dev.tandem.spi.Work;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnCodeTest {

    private static final String HERE = OwnCodeTest.class.getName() + "$";

    /** What users write; that nothing here is public does not matter. */
    @SuppressWarnings("unused") // called by their names
    static class Sums {
        private int calls;

        static long triple(int part) {
            return 3L * part;
        }

        int count() {
            return ++calls;
        }

        static int[] array(int part) {
            return new int[] {part, part};
        }

        static void quiet() {}

        static Object nothing(int part) {
            throw new IllegalStateException("no\nluck");
        }

        static long both(int one, int other) {
            return one;
        }
    }

    @SuppressWarnings("unused")
    static class Rounded {
        static double third(int part) {
            return part / 3.0;
        }

        static long digest(double result) {
            return Math.round(result);
        }
    }

    @SuppressWarnings("unused")
    static class Demanding {
        Demanding(int size) {}

        int method() {
            return 1;
        }
    }

    static class Failing {
        Failing() {
            throw new IllegalStateException("not today");
        }

        int method() {
            return 1;
        }
    }

    private static Job<?> job(String name) {
        return OwnCode.job(HERE + name, OwnCodeTest.class.getClassLoader());
    }

    private static Work<?> open(String name) throws Exception {
        Job<?> job = job(name);
        return job.open(Parameters.of(job.spec().parameters(), Map.of()), 42);
    }

    @Test
    void aMethodOfTheNumberIsAPartForEach() throws Exception {
        Work<?> work = open("Sums#triple");
        assertThat(work.size()).isEqualTo(16);
        assertThat(work.digestOf(5)).isEqualTo(open("Sums#triple").digestOf(5));
        assertThat(work.digestOf(5)).isNotEqualTo(work.digestOf(6));
    }

    @Test
    void aMethodWithoutArgumentsIsCalledOnOneObject() throws Exception {
        Work<?> work = open("Sums#count");
        long first = work.digestOf(0);
        assertThat(work.digestOf(0)).isNotEqualTo(first);
        assertThat(open("Sums#quiet").digestOf(3)).isEqualTo(open("Sums#quiet").digestOf(4));
    }

    @Test
    void arraysAreComparedByWhatIsInThem() throws Exception {
        Work<?> work = open("Sums#array");
        assertThat(work.digestOf(2)).isEqualTo(work.digestOf(2)).isNotEqualTo(work.digestOf(3));
    }

    @Test
    void theClassHasTheLastWordOnItsResults() throws Exception {
        assertThat(open("Rounded#third").digestOf(10)).isEqualTo(3);
    }

    @Test
    void aJobIsKnownByTheNameOfItsClass() throws Exception {
        Job<?> job = OwnCode.job(Squares.class.getName(), OwnCodeTest.class.getClassLoader());
        assertThat(job.spec().id()).isEqualTo(Squares.class.getName());
        assertThat(job.spec().parameters()).containsExactly(Squares.SIZE);
        try (Work<?> work = job.open(Parameters.of(job.spec().parameters(), Map.of()), 1)) {
            assertThat(work.digestOf(3)).isEqualTo(10);
        }
    }

    @Test
    void whatItThrowsIsOneLineWithThePlace() throws Exception {
        Work<?> work = open("Sums#nothing");
        assertThatThrownBy(() -> work.part(0))
                .isInstanceOf(WorkerFailed.class)
                .hasMessageContaining(
                        "Sums#nothing threw java.lang.IllegalStateException: no luck at ")
                .hasMessageContaining("OwnCodeTest.java")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> open("Failing#method"))
                .isInstanceOf(WorkerFailed.class)
                .hasMessageContaining("the constructor of", "not today");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Nothing          | there is no class
                    Sums             | is no Job; name a method of it
                    Sums#nowhere     | has no method nowhere
                    Sums#both        | takes other arguments
                    Demanding#method | has no constructor without arguments
                    """)
    void whatCannotBeAJobIsAWrongCommand(String name, String message) {
        assertThatThrownBy(() -> open(name))
                .isInstanceOf(Usage.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Own", "com.acme.Own", "com.acme.Own#run", "com.acme.Own$Inner#run"})
    void aNameIsToldFromAnId(String name) {
        assertThat(OwnCode.isName(name)).isTrue();
        assertThat(OwnCode.isName("threads.primes")).isFalse();
    }
}
