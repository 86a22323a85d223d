// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.SYNC;

import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;

/**
 * An orchestra rehearses movement by movement, and in each movement one musician has the last note
 * and goes home. Look at whether anybody was ahead of the others, and at who waits for whom when
 * one goes without a word.
 *
 * <pre>{@code tandem run sync.phaser --variant broken}</pre>
 */
final class Rehearsal implements Workload {

    private static final String LESSON =
            """
            A phaser is a barrier whose parties may come and go: nobody begins the next phase before
            all who are registered have arrived at the end of this one. Whoever leaves has to say
            so, by arriving and deregistering at once; otherwise the others wait for a party that
            will never arrive, and no time limit tells them.
            """;

    private static final Parameter<Integer> MUSICIANS =
            integer("musicians", 4, 2, 32, "how many begin; one leaves after each movement");

    private static final Label TOGETHER =
            acceptable("together", "nobody began a movement before all had ended the one before");
    private static final Label STUCK =
            forbidden("stuck", "musicians wait for one who has gone home");
    private static final Label AHEAD =
            forbidden("ahead", "a musician began a movement too early")
                    .unseen("the phaser lets nobody on before all have arrived");

    private static final Variants<Consumer<Phaser>> WAYS =
            Variants.of(
                    flawed("broken", "leaves without a word", STUCK, () -> phaser -> {}),
                    sound("fixed", "arrives and deregisters", () -> Phaser::arriveAndDeregister));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.phaser", "A barrier with parties that leave", LESSON)
                    .with(MUSICIANS)
                    .with(WAYS)
                    .with(TOGETHER, STUCK, AHEAD)
                    .teaches(Phaser.class)
                    .explorable(SYNC, MUSICIANS.at(2))
                    .build();

    private static final Duration LOOK_EVERY = Duration.ofMillis(5);

    /** What is written down while they play. */
    private record Score(AtomicIntegerArray playing, AtomicInteger left, AtomicInteger ahead) {}

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        int musicians = context.get(MUSICIANS);
        Consumer<Phaser> leaving = context.make(WAYS);
        Phaser movements = new Phaser(musicians);
        Score score =
                new Score(
                        new AtomicIntegerArray(musicians),
                        new AtomicInteger(),
                        new AtomicInteger());
        try (Crew crew = Crew.named("musician-")) {
            for (int i = 0; i < musicians; i++) {
                int last = i;
                crew.start(() -> play(context, movements, last, musicians, leaving, score));
            }
            while (!crew.join(LOOK_EVERY)) {
                // All who have not gone wait, and one more is registered than can still arrive.
                int there = musicians - score.left().get();
                if (there > 0
                        && movements.getArrivedParties() == there
                        && movements.getRegisteredParties() > there) {
                    return STUCK.observed()
                            .with("movement", movements.getPhase() + 1)
                            .with("waiting", there)
                            .with("registered", movements.getRegisteredParties());
                }
            }
        }
        return (score.ahead().get() == 0 ? TOGETHER : AHEAD)
                .observed()
                .with("movements", musicians)
                .with("ahead", score.ahead().get());
    }

    /** Plays until the movement with the last note: the first musician has it in the first. */
    private static void play(
            RunContext context,
            Phaser movements,
            int last,
            int musicians,
            Consumer<Phaser> leaving,
            Score score)
            throws InterruptedException {
        for (int movement = 0; movement <= last; movement++) {
            // In the movement before there was one more than there is in this.
            boolean early =
                    movement > 0 && score.playing().get(movement - 1) < musicians - (movement - 1);
            score.ahead().addAndGet(early ? 1 : 0);
            context.event("plays movement " + (movement + 1));
            score.playing().incrementAndGet(movement);
            if (movement < last) {
                movements.awaitAdvanceInterruptibly(movements.arrive());
            }
        }
        context.event("goes home");
        leaving.accept(movements);
        // Not before: who is about to deregister is not one who has gone without a word.
        score.left().incrementAndGet();
    }
}
