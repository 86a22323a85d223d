// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Label.interesting;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.threads.Ending.Flagged;
import dev.tandem.threads.Ending.Ignoring;
import dev.tandem.threads.Ending.Interrupted;
import dev.tandem.threads.Ending.NoFinally;
import dev.tandem.threads.Ending.Orphaned;
import dev.tandem.threads.Ending.Site;
import dev.tandem.threads.Ending.Stopped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Lock;

/**
 * A thread works under a lock, another waits for that lock, and the first is to be ended. Look at
 * the state of the first afterwards, at who holds the lock, and at whether the other got it.
 *
 * <p>The ways to end it are in {@link Ending}. Seen in each of 100 runs: who ignores its interrupt
 * works on; who leaves its work without giving the lock back leaves it locked for ever.
 *
 * <pre>{@code tandem run threads.end --variant no-finally}</pre>
 */
final class End implements Workload {

    private static final String LESSON =
            """
            No thread can be killed, only asked to end: by an interrupt, which also ends its waits,
            or by a flag that it reads. It then ends where it can, and gives back what it holds in
            finally blocks. Thread.stop ended a thread anywhere; what that leaves behind can be
            seen of one that ends without giving back its lock: nobody gets it again. For that
            reason the method now refuses. A process can be killed, for the kernel knows what it
            held.
            """;

    private static final Parameter<Duration> PATIENCE =
            duration(
                    "patience",
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(1),
                    "how long it is watched what becomes of the threads");

    private static final Label ENDED =
            acceptable("ended", "the thread has ended, and has given back its lock");
    private static final Label ORPHAN_ENDED =
            interesting(
                    "orphan-ended",
                    "the thread outlived the one that started it, and was found and ended");
    private static final Label REFUSED =
            interesting("refused", "the runtime refuses to stop the thread, which works on");
    private static final Label NOT_ENDED =
            forbidden("not-ended", "the thread was told to end, and works on");
    private static final Label LEFT_LOCKED =
            forbidden("left-locked", "the thread has ended, and the lock is still its own");

    private static final Variants<Ending> ENDINGS =
            Variants.of(
                    sound(
                            "interrupt",
                            "the thread waits now and then, and ends on an interrupt",
                            Interrupted::new),
                    sound(
                            "flag",
                            "the thread computes without a pause, and reads a flag every turn",
                            Flagged::new),
                    sound("stop", "the thread is ended with Thread.stop", Stopped::new),
                    sound(
                            "orphan",
                            "the thread that has started it is gone, and nobody else knows of it",
                            Orphaned::new),
                    flawed(
                            "ignoring",
                            "the thread catches its interrupt and goes on",
                            NOT_ENDED,
                            Ignoring::new),
                    flawed(
                            "no-finally",
                            "the thread ends on an interrupt, past the line that unlocks",
                            LEFT_LOCKED,
                            NoFinally::new));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.end", "Why a thread is not killed", LESSON)
                    .with(PATIENCE)
                    .with(ENDINGS)
                    .with(ENDED, ORPHAN_ENDED, REFUSED, NOT_ENDED, LEFT_LOCKED)
                    .teaches(Thread.class, Lock.class)
                    .notes("Ending a thread, and orphans that outlive who started them")
                    .build();

    /** Who takes so many turns after it was told to end does not mean to. */
    private static final int TURNS_THAT_TELL = 50;

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Ending ending = context.make(ENDINGS);
        Site site = new Site();
        try (Crew crew = Crew.named("thread-")) {
            try {
                ending.start(crew, site);
                site.begun.await();
                Thread worker = find();
                Thread next = crew.start("next", () -> takeOver(site));
                Look.until(context.get(PATIENCE), () -> site.lock.waiting().contains(next));
                context.event(
                        "sees that " + describe(worker) + " holds the lock and another waits");
                context.pause(Duration.ofSeconds(1));
                ending.end(worker, site);
                return watch(context, site, worker, next);
            } finally {
                site.letGo();
            }
        }
    }

    /** What the next thread does. */
    private static void takeOver(Site site) throws InterruptedException {
        site.lock.lockInterruptibly();
        site.lock.unlock();
    }

    /** Nobody need have kept the thread that works: it is one of this group. */
    private static Thread find() throws InterruptedException {
        return Look.inOwnGroup().stream()
                .filter(thread -> thread.getName().equals(Site.WORKER))
                .findFirst()
                .orElseThrow(() -> new InterruptedException("the thread has ended already"));
    }

    private static Outcome watch(RunContext context, Site site, Thread worker, Thread next)
            throws InterruptedException {
        long enough = site.turns + TURNS_THAT_TELL;
        Look.until(
                context.get(PATIENCE),
                () -> {
                    boolean settled = !next.isAlive() || isLeftLocked(site, worker);
                    return hasEnded(worker) ? settled : site.turns >= enough;
                });
        boolean leftLocked = isLeftLocked(site, worker);
        context.event("sees " + describe(worker) + (leftLocked ? ", and the lock held by it" : ""));
        Outcome.Observed observed =
                judge(site, worker, leftLocked)
                        .observed()
                        .with("worker", worker.getState().toString())
                        .with("next", next.getState().toString())
                        .with("lockHeldBy", site.lock.owner().map(Thread::getName).orElse("nobody"))
                        .with("orphaned", site.orphaned);
        return site.refusal.isEmpty() ? observed : observed.with("refusal", site.refusal);
    }

    private static Label judge(Site site, Thread worker, boolean leftLocked) {
        if (!hasEnded(worker)) {
            return site.refusal.isEmpty() ? NOT_ENDED : REFUSED;
        }
        if (leftLocked) {
            return LEFT_LOCKED;
        }
        return site.orphaned ? ORPHAN_ENDED : ENDED;
    }

    private static boolean hasEnded(Thread thread) {
        return thread.getState() == Thread.State.TERMINATED;
    }

    /** Whether the lock belongs to a thread that has ended, and that nothing can make unlock it. */
    private static boolean isLeftLocked(Site site, Thread worker) {
        return hasEnded(worker) && site.lock.owner().equals(Optional.of(worker));
    }

    private static String describe(Thread thread) {
        return thread.getName() + " (" + thread.getState() + ")";
    }
}
