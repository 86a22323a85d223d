// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

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
import dev.tandem.spi.Variant;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The book under every order in which results, losses and joins can reach it. */
class BookExploredTest {

    private static final Label ONCE = Label.acceptable("once", "every part counted once");
    private static final Label WRONG = Label.forbidden("wrong", "a part counted never or twice");

    private static final long RUN = 2;
    private static final int PARTS = 3;

    /**
     * What befalls the cluster beside its work.
     *
     * @param lost whether member 0 is lost; its results may come before that, or late
     * @param silent whether member 0 answers nothing
     * @param joins whether member 2 joins
     * @param answers how often each result comes
     * @param stale whether results of an earlier run come too
     */
    private record Fate(boolean lost, boolean silent, boolean joins, int answers, boolean stale) {}

    /** A thread for each member and one for its fate; who may speak to the book has the lock. */
    private static final class Run implements Workload {

        private static final Variants<Fate> FATES =
                Variants.of(
                        Variant.sound("calm", "", () -> new Fate(false, false, false, 1, false)),
                        Variant.sound("late", "", () -> new Fate(true, false, false, 1, false)),
                        Variant.sound("killed", "", () -> new Fate(true, true, false, 1, false)),
                        Variant.sound("hangs", "", () -> new Fate(false, true, false, 1, false)),
                        Variant.sound("joined", "", () -> new Fate(false, false, true, 1, false)),
                        Variant.sound("replaced", "", () -> new Fate(true, true, true, 1, false)),
                        Variant.sound("doubled", "", () -> new Fate(true, false, false, 2, false)),
                        Variant.sound("stale", "", () -> new Fate(true, true, false, 1, true)));

        @Override
        public WorkloadSpec spec() {
            return WorkloadSpec.of("test.book", "A run over members", "In every order.")
                    .with(FATES)
                    .with(ONCE, WRONG)
                    .explorable(Level.SYNC)
                    .build();
        }

        @Override
        public Outcome run(RunContext context) throws Exception {
            Fate fate = context.make(FATES);
            int rounds = fate.joins || fate.answers > 1 ? 1 : 2;
            Object lock = new Object();
            Book<Integer> book = new Book<>(RUN, PARTS);
            int[] counts = new int[PARTS];
            book.join(0, 2);
            book.join(1, 1);
            try (Crew crew = Crew.named("member-")) {
                crew.start(() ->
                        compute(0, rounds, fate.silent ? 0 : fate.answers, lock, book, counts));
                crew.start(() -> compute(1, rounds, fate.answers, lock, book, counts));
                if (fate.joins) {
                    crew.start(() -> {
                        synchronized (lock) {
                            book.join(2, 1);
                        }
                        compute(2, rounds, 1, lock, book, counts);
                    });
                }
                if (fate.lost || fate.stale) {
                    crew.start(() -> {
                        synchronized (lock) {
                            counts[0] += fate.stale && book.count(RUN - 1, 1, 0) ? 1 : 0;
                            book.retain(fate.joins ? Set.of(1, 2) : Set.of(1));
                        }
                    });
                }
                crew.join();
            }
            // A member that goes on ends the run, whatever the others have kept.
            for (OptionalInt part = book.give(1); part.isPresent(); part = book.give(1)) {
                answer(1, part, book, counts);
            }
            boolean once = book.isComplete();
            for (int count : counts) {
                once &= count == 1;
            }
            return (once ? ONCE : WRONG).observed();
        }

        private static void compute(
                int member,
                int rounds,
                int answers,
                Object lock,
                Book<Integer> book,
                int[] counts) {
            for (int round = 0; round < rounds; round++) {
                OptionalInt part;
                synchronized (lock) {
                    part = book.give(member);
                }
                for (int i = 0; i < answers; i++) {
                    synchronized (lock) {
                        answer(member, part, book, counts);
                    }
                }
            }
        }

        private static void answer(int member, OptionalInt part, Book<Integer> book, int[] counts) {
            part.ifPresent(given -> counts[given] += book.count(RUN, member, given) ? 1 : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"calm", "late", "killed", "hangs", "joined", "replaced", "doubled", "stale"})
    void everyPartCountsOnceInEveryOrder(String fate) {
        ExplorationResult result =
                Explorer.explore(
                        ExploreRequest.of(Subject.OfWorkload.of(new Run(), fate, Map.of(), 1)),
                        (executions, steps) -> {},
                        () -> false);
        assertThat(result.failure()).isEmpty();
        assertThat(result.stop()).isEqualTo(Stop.EXHAUSTED);
        assertThat(result.outcomes())
                .singleElement()
                .satisfies(row -> assertThat(row.label()).isEqualTo(ONCE.name()));
    }
}
