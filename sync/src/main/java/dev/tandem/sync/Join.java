// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.MEMORY;

import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.time.Duration;

/**
 * Two threads find a number each, and the thread that started them adds the two. Look at the state
 * of the first thread at the moment when its number is used.
 *
 * <p>Seen in 100 runs of each on two busy processors, with JDK 25 on x86-64:
 *
 * <pre>
 *         both-counted  too-early
 * broken            60         40
 * fixed            100          0
 * </pre>
 *
 * <pre>{@code tandem run sync.join --variant broken --repeat 20}</pre>
 */
final class Join implements Workload {

    private static final String LESSON =
            """
            join waits until a thread has ended, and whoever has joined it sees all that it wrote.
            It orders these two threads and no others: that the second has ended says nothing of the
            first, even when the first was started earlier and has less to do. A program that joins
            one of the two works for as long as the times happen to suit it.
            """;

    private static final Parameter<Duration> LONGEST =
            duration(
                    "longest",
                    Duration.ofMillis(20),
                    Duration.ofSeconds(10),
                    "how long a thread works at most; how long it does is random");

    private static final Label BOTH =
            acceptable("both-counted", "both numbers were there when they were added");
    private static final Label TOO_EARLY =
            forbidden("too-early", "a number was used before its thread had found it");

    /** Which threads are waited for. */
    private enum Joined {
        SECOND {
            @Override
            void await(Thread first, Thread second) throws InterruptedException {
                second.join();
            }
        },
        BOTH {
            @Override
            void await(Thread first, Thread second) throws InterruptedException {
                first.join();
                second.join();
            }
        };

        abstract void await(Thread first, Thread second) throws InterruptedException;
    }

    private static final Variants<Joined> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "joins the second thread, as if the first had then ended too",
                            TOO_EARLY,
                            () -> Joined.SECOND),
                    sound("fixed", "joins both threads", () -> Joined.BOTH));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.join", "Waiting for a thread to end", LESSON)
                    .with(LONGEST)
                    .with(WAYS)
                    .with(BOTH, TOO_EARLY)
                    .teaches(Thread.class)
                    .notes("The join method: two threads, of which only the second is joined")
                    .explorable(MEMORY, LONGEST.at(Duration.ZERO))
                    .build();

    /** What a thread leaves behind. There is no lock and nothing volatile: join is enough. */
    private static final class Answer {
        private int found;
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Joined joined = context.make(WAYS);
        Answer one = new Answer();
        Answer two = new Answer();
        try (Crew crew = Crew.named("thread-")) {
            Thread first = crew.start("first", () -> find(context, 1, one));
            Thread second = crew.start("second", () -> find(context, 2, two));
            context.event("has started both; the first is " + first.getState());
            joined.await(first, second);
            Thread.State state = first.getState();
            int sum = one.found + two.found;
            context.event("adds the numbers; the first thread is " + state);
            return (sum == 1 + 2 ? BOTH : TOO_EARLY)
                    .observed()
                    .with("first", state.toString())
                    .with("second", second.getState().toString())
                    .with("sum", sum)
                    .with("expected", 1 + 2);
        }
    }

    private static void find(RunContext context, int number, Answer answer)
            throws InterruptedException {
        long longest = context.get(LONGEST).toNanos();
        Thread.sleep(Duration.ofNanos(context.random(number).nextLong(longest + 1)));
        answer.found = number;
        context.event("has found " + number);
    }
}
