// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.spi.Availability.Unavailable;
import dev.tandem.spi.ExecutionModel.Session;
import dev.tandem.spi.Job;
import dev.tandem.spi.JobRun;
import dev.tandem.spi.JobSpec;
import dev.tandem.spi.JobSpec.Bound;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.Resources;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpuModelTest {

    private static final Resources RESOURCES =
            new Resources(
                    1,
                    request -> {
                        throw new AssertionError("no worker is wanted");
                    });

    private static Job<?> job(String id) {
        return new GpuChapter()
                .jobs().stream()
                        .filter(job -> job.spec().id().equals("gpu." + id))
                        .findFirst()
                        .orElseThrow();
    }

    private static Map<String, String> values(String given) {
        Map<String, String> values = new HashMap<>();
        for (String one : given.split(" ", -1)) {
            values.put(one.replaceAll("=.*", ""), one.replaceAll(".*=", ""));
        }
        return values;
    }

    private static long[] sequentially(Work<?> work) throws Exception {
        long[] digests = new long[work.size()];
        for (int i = 0; i < digests.length; i++) {
            digests[i] = work.digestOf(i);
        }
        return digests;
    }

    /** Sizes that are no multiples of a group, and with a last part that is shorter. */
    @ParameterizedTest
    @CsvSource({
        "vector-add, elements=1000 slice=300",
        "saxpy, elements=1000 slice=300",
        "exp, elements=100000 slice=300",
        "matrix-add, side=37 order=columns",
        "matrix-multiply, tiles=2 kernel=naive",
        "matrix-multiply, tiles=2 kernel=vectorised",
        "matrix-multiply, tiles=2 kernel=tiled",
        "mandelbrot, width=100 height=70 steps=300",
        "reduce, elements=1000 slice=300",
    })
    void theDigestsOfADeviceAreThoseOfTheJavaProgram(String id, String given) throws Exception {
        OnDevice.best();
        compare(job(id), values(given));
    }

    private static <R> void compare(Job<R> job, Map<String, String> values) throws Exception {
        List<Integer> told = new ArrayList<>();
        try (Work<R> work = job.open(Parameters.of(job.spec().parameters(), values), 7);
                Session session =
                        new GpuModel().open(new JobRun<>(job.spec(), 7, work), RESOURCES)) {
            long[] expected = sequentially(work);
            assertThat(session.run(told::add).digests()).isEqualTo(expected);
            assertThat(session.run(told::add).digests()).isEqualTo(expected);
            assertThat(told).containsExactly(expected.length, expected.length);
        }
    }

    @Test
    void aJobWithoutAKernelIsToldSo() throws Exception {
        var spec = JobSpec.of("some.job", "A job", Bound.CPU, "It teaches nothing.");
        Work<Long> work =
                new Work<>() {
                    @Override
                    public int size() {
                        return 1;
                    }

                    @Override
                    public Long part(int index) {
                        return 1L;
                    }

                    @Override
                    public long digest(Long result) {
                        return result;
                    }

                    @Override
                    public Parameters parameters() {
                        return Parameters.of(List.of(), Map.of());
                    }
                };
        assertThat(new GpuModel().availability(new JobRun<>(spec, 1, work)))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        why -> assertThat(why.reason()).isEqualTo("some.job offers no kernel"));
    }

    @Test
    void aDeviceThatIsNotThereIsMissing() throws Exception {
        OnDevice.best();
        assertThatThrownBy(() -> compare(job("reduce"), Map.of("device", "an abacus")))
                .isInstanceOf(TandemException.Missing.class)
                .hasMessageContaining("an abacus");
    }
}
