// SPDX-License-Identifier: Apache-2.0
package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Domain;
import dev.tandem.spi.Job;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Work;
import java.util.Map;

/** What a job keeps: parts that depend on nothing but parameters, seed and index. */
final class JobChecks {

    private JobChecks() {}

    private static <R> Work<R> open(Job<R> job, Map<String, String> values, long seed)
            throws Exception {
        return job.open(Parameters.of(job.spec().parameters(), values), seed);
    }

    static void partsArePure(Job<?> job) throws Exception {
        try (Work<?> work = open(job, Map.of(), RunChecks.SEED)) {
            assertThat(work.size()).isPositive();
            int last = work.size() - 1;
            long digest = work.digestOf(last);
            work.digestOf(0);
            assertThat(work.digestOf(last)).isEqualTo(digest);
        }
    }

    static void canBeRebuilt(Job<?> job) throws Exception {
        try (Work<?> work = open(job, Map.of(), RunChecks.SEED);
                Work<?> rebuilt = open(job, work.parameters().asText(), RunChecks.SEED)) {
            assertThat(rebuilt.size()).isEqualTo(work.size());
            assertThat(rebuilt.digestOf(work.size() / 2)).isEqualTo(work.digestOf(work.size() / 2));
        }
    }

    static void seedMatters(Job<?> job) throws Exception {
        try (Work<?> work = open(job, Map.of(), RunChecks.SEED);
                Work<?> other = open(job, Map.of(), RunChecks.SEED + 1)) {
            assertThat(other.digestOf(0)).isNotEqualTo(work.digestOf(0));
        }
    }

    /**
     * A value that the specification allows is taken, or refused with a reason when it does not go
     * together with the others.
     */
    static <T> void takesItsBounds(Job<?> job, Parameter<T> parameter) throws Exception {
        Domain<T> domain = parameter.domain();
        for (T bound : domain.bounds()) {
            try (Work<?> work =
                    open(job, Map.of(parameter.name(), domain.write(bound)), RunChecks.SEED)) {
                assertThat(work.size()).isPositive();
            } catch (TandemException.Usage e) {
                assertThat(e).hasMessageContaining("parameter ");
            }
        }
    }
}
