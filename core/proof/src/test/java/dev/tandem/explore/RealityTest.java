// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.samples.random.RandomProgram;
import dev.tandem.explore.world.Environment;
import dev.tandem.spi.WorkloadSpec.Level;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The JVM itself, with its own threads and scheduler, never does what the explorer has not found.
 *
 * <p>Only programs that always end are run, and only operations that synchronise: what comes of
 * data races in real memory the explorer does not claim to know. Nor are those with a time limit,
 * for the explorer lets time pass only when nobody can go on; nor those that ask the JVM for what
 * is up to it alone, such as the numbers of threads.
 */
class RealityTest {

    private static final int PROGRAMS = Integer.getInteger("tandem.random.programs", 60);
    private static final int FIRST = Integer.getInteger("tandem.random.first", 0);
    private static final int RUNS = 20;
    private static final long LIMIT = 3_000;

    /** The operations of {@link RandomProgram} that synchronise whenever they share. */
    private static final List<Integer> OPERATIONS =
            IntStream.of(
                            0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 22,
                            23, 24, 25, 26, 27, 32, 33, 37, 38, 39, 40, 41, 43, 44, 45, 46, 47, 48,
                            49, 50, 51, 53, 54, 56, 57, 61, 62, 86)
                    .boxed()
                    .toList();

    /** Loads the program anew, with the state of its classes. */
    private static final class Loader extends URLClassLoader {
        Loader() {
            super(
                    new URL[] {
                        RandomProgram.class.getProtectionDomain().getCodeSource().getLocation()
                    },
                    RandomProgram.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(RandomProgram.class.getPackageName())) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }
    }

    @Test
    @Timeout(36_000)
    void has_no_other_outcomes() throws Exception {
        Bench bench = new Bench(RandomProgram.class, Level.MEMORY, true, Environment.USUAL);
        List<String> several = new ArrayList<>();
        for (int seed = FIRST, done = 0; done < PROGRAMS; seed++) {
            int[] program = program(seed);
            Optional<Set<String>> found = bench.outcomes(program, LIMIT);
            if (found.isEmpty() || !found.get().stream().allMatch(RealityTest::isEnd)) {
                continue;
            }
            done++;
            for (int i = 0; i < RUNS; i++) {
                assertThat(found.get())
                        .as("outcomes of program %d: %s", seed, Arrays.toString(program))
                        .contains(run(program));
            }
            if (found.get().size() > 1) {
                several.add(Arrays.toString(program));
            }
        }
        assertThat(several)
                .as("programs whose outcome depends on the schedule")
                .hasSizeGreaterThan(5);
    }

    /** Whether an outcome is the state at the end, and no failure. */
    private static boolean isEnd(String outcome) {
        return outcome.endsWith("]");
    }

    private static int[] program(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] program = new int[2];
        for (int i = 0; i < 4; i++) {
            int operation = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
            program[i % 2] = RandomProgram.withFirst(operation, program[i % 2]);
        }
        return program;
    }

    private static String run(int[] program) throws Exception {
        try (Loader loader = new Loader()) {
            Method run =
                    loader.loadClass(RandomProgram.class.getName()).getMethod("run", int[].class);
            FutureTask<String> result = new FutureTask<>(() -> (String) run.invoke(null, program));
            Thread.ofPlatform().daemon().start(result);
            // None of these programs is said to hang: if one does, that is a failure.
            return result.get(5, TimeUnit.MINUTES);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
