// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.interesting;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.lab.scaling.Curve;
import dev.tandem.lab.scaling.Scalability;
import dev.tandem.spi.Count;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The same numbers are factorised by one thread, by two, by four and so on. Look at where the curve
 * bends, and at what it does at its end: the threads are started within the time that is measured,
 * as in a program that starts them for each piece of work.
 *
 * <p>The variant {@code one-lock} is Python with its global interpreter lock, where the notes saw
 * threads slow the program down: whoever computes must hold it.
 *
 * <p>Mind the other work of the machine: where it has much, more threads get more of its time, and
 * the curve rises beyond the processors.
 *
 * <p>The law of scalability that is fitted knows contention and coherency. A curve with a corner,
 * where the processors are used up, is not its: then the part before the corner is fitted, for
 * which there must be four points. Where that does not hold either there is no fit, and the
 * evidence says why.
 *
 * <p>Seen in 5 runs on 2 processors that had other work:
 *
 * <pre>
 * variant    fastest with   slower at 128   the law holds   contention     peak at
 * free       2 threads      5               3               0.21 to 0.45   5 or 6 threads
 * one-lock   1 to 8         5               4               0.85 to 1.11   1 or 3, or none
 * </pre>
 *
 * <pre>{@code tandem run threads.slowdown --variant one-lock}</pre>
 */
final class Slowdown implements Workload {

    private static final String LESSON =
            """
            Threads that compute help as long as there is a processor for each. From there on they
            take turns, and each costs its start, its stack and its switches. What they share makes
            it worse: contention, the work that one at a time can do, lets the curve level off, and
            coherency, what they need to agree with each other, lets it fall again. Measure where it
            bends before you raise a number of threads.
            """;

    private static final Parameter<Integer> THREADS =
            integer("threads", 128, 1, 2048, "the most threads that share the work");
    private static final Parameter<Integer> NUMBERS =
            integer("numbers", 10_000, 1, 1_000_000, "how many random numbers are factorised");
    private static final Parameter<Integer> ROUNDS =
            integer("rounds", 5, 3, 100, "how often each number of threads is measured");

    private static final String OF_THE_MACHINE =
            "it depends on the processors and their other work";

    private static final Label LEVEL =
            acceptable("level", "the most threads were as fast as the best number of them")
                    .unseen(OF_THE_MACHINE);
    private static final Label SLOWER =
            interesting("slower", "the most threads were slower than the best number of them")
                    .unseen(OF_THE_MACHINE);

    /** What computes. */
    @FunctionalInterface
    private interface Cruncher {
        List<Integer> factorise(int number);
    }

    private static final Variants<Cruncher> WAYS =
            Variants.of(
                    sound(
                            "free",
                            "threads that share nothing but the numbers",
                            () -> Primes::factorise),
                    sound(
                            "one-lock",
                            "a lock that a thread must hold to compute",
                            () -> locked(new ReentrantLock())));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.slowdown", "Ever more threads", LESSON)
                    .with(THREADS, NUMBERS, ROUNDS)
                    .with(WAYS)
                    .with(LEVEL, SLOWER)
                    .teaches(Thread.class, ReentrantLock.class)
                    .notes("Slowing down programs using threads")
                    .build();

    private static Cruncher locked(Lock lock) {
        return number -> {
            lock.lock();
            try {
                return Primes.factorise(number);
            } finally {
                lock.unlock();
            }
        };
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        int[] numbers = context.random(0).ints(context.get(NUMBERS), 20_000, 100_000_000).toArray();
        Cruncher cruncher = context.make(WAYS);
        String otherWork = OtherWork.measure();
        context.event(
                "factorises "
                        + Count.of(numbers.length, "number")
                        + " with 1 thread, with 2, with 4 …");
        Curve curve =
                Curve.measure(
                        Curve.doublings(context.get(THREADS)),
                        context.get(ROUNDS),
                        threads ->
                                WorkSharing.rate(
                                        threads,
                                        numbers.length,
                                        i -> cruncher.factorise(numbers[i])));
        context.event("was fastest with " + curve.best().threads());
        int processors = Runtime.getRuntime().availableProcessors();
        Scalability fit = Scalability.of(curve, processors);
        return (curve.endsSlower() ? SLOWER : LEVEL)
                .observed()
                .with("processors", processors)
                .with("otherWork", otherWork)
                .with("best", curve.best().threads())
                .with("scalability", fit.toString())
                .with("curve", fit.picture(curve, "numbers/s").marked("processors", processors));
    }
}
