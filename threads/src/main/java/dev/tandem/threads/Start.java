// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.spi.Crew;
import dev.tandem.spi.Durations;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Ten threads are started one after the other; each sleeps for a while and ends. Look at how many
 * live when the next one is started, and compare the order in which they end with that in which
 * they were started.
 *
 * <pre>{@code tandem run threads.start -p longest=10s}</pre>
 */
final class Start implements Workload {

    private static final String LESSON =
            """
            To start a thread is to ask for one: start() returns at once, and the thread begins when
            the scheduler gives it a turn, perhaps before start() has returned. From then on it goes
            its own way. The one that started it goes on too, starts the next, and learns of the end
            of each only by asking or by joining. The order in which threads are started says
            nothing about the order in which they end.
            """;

    private static final Parameter<Integer> THREADS =
            integer("threads", 10, 1, 200, "how many threads are started");
    private static final Parameter<Duration> LONGEST =
            duration(
                    "longest",
                    Duration.ofMillis(100),
                    Duration.ofMinutes(1),
                    "what no thread sleeps longer than; how long each does is drawn from the seed");

    private static final Label ANOTHER_ORDER =
            acceptable("another-order", "all ended, not in the order in which they were started");
    private static final Label SAME_ORDER =
            acceptable("same-order", "all ended, in the order in which they were started")
                    .unseen("the random pauses of ten threads hardly ever are in that order");

    private static final Variants<Crew> KINDS =
            Variants.of(
                    sound(
                            "platform",
                            "platform threads, which the operating system schedules",
                            () -> Crew.named("thread-")),
                    sound(
                            "virtual",
                            "virtual threads, which are started in the same way",
                            () -> Crew.virtual("thread-")));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.start", "Ten threads, listed while they start", LESSON)
                    .with(THREADS, LONGEST)
                    .with(KINDS)
                    .with(ANOTHER_ORDER, SAME_ORDER)
                    .teaches(Thread.class)
                    .notes("The ways to start a thread: one function, ten threads, random sleeps")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        int count = context.get(THREADS);
        List<Duration> pauses = pauses(context, count);
        List<Integer> ended = Collections.synchronizedList(new ArrayList<>());
        List<Integer> live = new ArrayList<>();
        try (Crew threads = context.make(KINDS)) {
            for (int i = 0; i < count; i++) {
                int index = i;
                threads.start(() -> {
                    context.event("started");
                    Thread.sleep(pauses.get(index));
                    ended.add(index);
                    context.event("finished executing");
                });
                List<Thread> alive = threads.threads().stream().filter(Thread::isAlive).toList();
                live.add(alive.size());
                context.event("lists the live threads: " + states(alive));
                context.pause(Duration.ofMillis(500));
            }
            threads.join();
        }
        // Sorted is the order of starting.
        boolean same = ended.equals(ended.stream().sorted().toList());
        return (same ? SAME_ORDER : ANOTHER_ORDER)
                .observed()
                .with("mostAlive", Collections.max(live))
                .with("started", table(pauses, live, ended));
    }

    private static List<Duration> pauses(RunContext context, int count) {
        long longest = context.get(LONGEST).toNanos();
        return context.random(0).longs(count, 0, longest + 1).mapToObj(Duration::ofNanos).toList();
    }

    private static String states(List<Thread> threads) {
        return threads.stream()
                .map(thread -> thread.getName() + " " + thread.getState())
                .collect(Collectors.joining(", "));
    }

    private static Table table(List<Duration> pauses, List<Integer> live, List<Integer> ended) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < pauses.size(); i++) {
            String pause = Durations.human((double) pauses.get(i).toNanos());
            rows.add(List.of("thread-" + (i + 1), live.get(i), pause, 1 + ended.indexOf(i)));
        }
        return new Table(List.of("started", "then alive", "slept", "ended as no."), rows);
    }
}
