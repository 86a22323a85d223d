// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.explore.rewriting.Plan;
import dev.tandem.explore.rewriting.WorldLoader;
import dev.tandem.explore.samples.Philosophers;
import dev.tandem.explore.samples.Uncovered;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.explore.world.Environment;
import dev.tandem.explore.world.World;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;

class CarrierTest {

    private static final ExploreRequest REQUEST =
            request(Philosophers.class, "ordered")
                    .limited(Long.MAX_VALUE, 1_000)
                    .by(ExploreRequest.Kind.RANDOM, ExploreRequest.UNBOUNDED, false);

    private static ExploreRequest request(Class<?> type, String method) {
        return ExploreRequest.of(
                new Subject.OfClass(type.getName(), method, type.getClassLoader()));
    }

    /** A machine on which only so many threads can be started. */
    private static final class Small implements ThreadFactory {
        private final List<Thread> made = new ArrayList<>();
        private final int room;

        Small(int room) {
            this.room = room;
        }

        @Override
        public Thread newThread(Runnable task) {
            boolean fits = made.size() < room;
            Thread thread =
                    new Thread(task) {
                        @Override
                        public void start() {
                            if (!fits) {
                                throw new OutOfMemoryError("unable to create native thread");
                            }
                            super.start();
                        }
                    };
            made.add(thread);
            return thread;
        }
    }

    @Test
    void a_search_for_which_there_are_too_few_threads_ends() {
        for (int room = 0; room < 4; room++) {
            Search search = new Search(REQUEST.with(4), (executions, steps) -> {});
            var machine = new Small(room);
            var way = new Carrier.Way(machine, Carrier.Way.USUAL.pause());

            assertThatThrownBy(() -> Carrier.run(search.works(), () -> false, search::cancel, way))
                    .isInstanceOf(TandemException.Missing.class)
                    .hasMessageContainingAll("cannot start another thread", "--workers");
            assertThat(machine.made).noneMatch(Thread::isAlive);
        }
    }

    /** The looks come one right after the other as soon as the program blocks. */
    @Test
    void a_program_that_blocks_where_nobody_controls_it_is_left() {
        var way = new Carrier.Way(Carrier.Way.USUAL.threads(), CarrierTest::untilItAccepts);
        ExplorationResult result =
                Explorer.search(
                        request(Uncovered.class, "blocksOutside"),
                        (executions, steps) -> {},
                        () -> false,
                        way);

        Failure failure = result.failure().orElseThrow();
        assertThat(failure.kind()).isEqualTo(Kind.UNCONTROLLED);
        assertThat(failure.message())
                .contains("the program blocks, or computes for long, at")
                .contains("Uncovered.blocksOutside (Uncovered.java:");
    }

    private static void untilItAccepts(Thread thread) throws InterruptedException {
        while (thread.isAlive()
                && Arrays.stream(thread.getStackTrace())
                        .noneMatch(frame -> frame.getMethodName().equals("accept"))) {
            thread.join(1);
        }
    }

    @Test
    void a_request_has_no_more_workers_than_a_machine_bears() {
        int most = ExploreRequest.mostWorkers();

        assertThat(REQUEST.with(most).workers()).isEqualTo(most);
        assertThatThrownBy(() -> REQUEST.with(most + 1))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessage("--workers is a number from 1 to " + most + ", not " + (most + 1));
        assertThatThrownBy(() -> REQUEST.with(0)).isInstanceOf(TandemException.Usage.class);
    }

    @Test
    void to_load_a_class_is_progress() throws ClassNotFoundException {
        World world =
                new World(new World.Options(1_000, true, true, true, false, 1, Environment.CALM));
        WorldLoader loader =
                new WorldLoader(
                        Philosophers.class.getClassLoader(), world, new Plan(Level.SYNC, true));
        long before = world.progress();

        loader.program(Philosophers.class.getName());

        assertThat(world.progress()).isGreaterThan(before);
    }
}
