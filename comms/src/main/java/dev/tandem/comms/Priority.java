// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static dev.tandem.comms.Film.FRAMES;
import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.SYNC;

import dev.tandem.spi.Count;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Producers put tasks of several priorities, the one that is the last in line becomes urgent, and
 * workers take them all. Look at which task was taken after one that should have come later.
 *
 * <p>Seen in 100 runs of each on two processors that had other work too, with JDK 25 on x86-64:
 *
 * <pre>
 *          by-priority  urgent-late  equals-mixed
 * broken             1           99             0
 * ties               0            0           100
 * fixed            100            0             0
 * </pre>
 *
 * <pre>{@code tandem run comms.priority --variant broken}</pre>
 */
final class Priority implements Workload {

    private static final String LESSON =
            """
            A priority queue hands out the least element. It compares elements when they are put and
            when one is taken, and never looks again: an element whose priority is changed while it
            is in the queue stays where it was. Take it out, change it and put it back. Among equals
            there is no order at all; if the first of them is to be served first, the comparison
            needs a second key, a number that grows with every put. The queue has no bound, so no
            producer ever waits, and its iterator does not go in the order of priority.
            """;

    private static final Parameter<Integer> PRODUCERS =
            integer("producers", 2, 1, 64, "how many threads put tasks");
    private static final Parameter<Integer> TASKS =
            integer("tasks", 4, 1, 10_000, "how many each of them puts");
    private static final Parameter<Integer> LEVELS =
            integer("levels", 2, 1, 10, "how many priorities there are; 1 comes first");
    private static final Parameter<Integer> WORKERS =
            integer("workers", 2, 1, 64, "how many threads take tasks");

    private static final Label BY_PRIORITY =
            acceptable("by-priority", "urgent ones first, and of equal ones the first");
    private static final Label URGENT_LATE =
            forbidden("urgent-late", "a task was taken after one of a lower priority");
    private static final Label EQUALS_MIXED =
            forbidden("equals-mixed", "of equal tasks one that had come later was taken first");

    /** Makes the last in line urgent, and says how tasks are compared. */
    private record Way(Comparator<Task> order, boolean inPlace) {}

    private static final Comparator<Task> BY_LEVEL = Comparator.comparingInt(task -> task.level);
    private static final Comparator<Task> THEN_BY_ARRIVAL =
            BY_LEVEL.thenComparingLong(task -> task.arrival);

    private static final Variants<Way> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "changes the priority of a task in the queue",
                            URGENT_LATE,
                            () -> new Way(THEN_BY_ARRIVAL, true)),
                    flawed(
                            "ties",
                            "compares nothing but the priority",
                            EQUALS_MIXED,
                            () -> new Way(BY_LEVEL, false)),
                    sound(
                            "fixed",
                            "takes the task out and puts it back; equal ones in order of arrival",
                            () -> new Way(THEN_BY_ARRIVAL, false)));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("comms.priority", "The least first", LESSON)
                    .with(PRODUCERS, TASKS, LEVELS, WORKERS, FRAMES)
                    .with(WAYS)
                    .with(BY_PRIORITY, URGENT_LATE, EQUALS_MIXED)
                    .teaches(PriorityBlockingQueue.class, Comparator.class)
                    .notes("Queues: priority queue")
                    .explorable(
                            SYNC,
                            PRODUCERS.at(1),
                            TASKS.at(4),
                            LEVELS.at(1),
                            WORKERS.at(1),
                            FRAMES.at(0))
                    .build();

    private static final int URGENT = 0;

    /**
     * Shown as its level, its producer and its number: {@code 2:1/3}. Not a record, for that its
     * level can change is the point.
     */
    private static final class Task {
        private final int producer;
        private final int number;
        private final long arrival;
        private int level;

        private Task(int producer, int number, long arrival, int level) {
            this.producer = producer;
            this.number = number;
            this.arrival = arrival;
            this.level = level;
        }

        @Override
        public String toString() {
            return level + ":" + producer + "/" + number;
        }
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Way way = context.make(WAYS);
        Film film = new Film(context);
        var queue = new PriorityBlockingQueue<Task>(16, way.order());
        AtomicLong arrivals = new AtomicLong();
        List<List<Task>> taken;
        try (Crew crew = Crew.named("producer-")) {
            crew.together(
                    context.get(PRODUCERS),
                    i -> {
                        for (int number = 1; number <= context.get(TASKS); number++) {
                            int level = 1 + number % context.get(LEVELS);
                            long arrival = arrivals.incrementAndGet();
                            Task task = new Task(i + 1, number, arrival, level);
                            queue.put(task);
                            film.after("puts " + task, inLine(queue));
                        }
                        context.event("has put " + Count.of(context.get(TASKS), "task"));
                    });
        }
        Task last = Collections.max(queue, THEN_BY_ARRIVAL);
        makeUrgent(last, queue, way);
        film.after("makes " + last + " urgent", inLine(queue));
        try (Crew crew = Crew.named("worker-")) {
            taken =
                    crew.gather(
                            context.get(WORKERS),
                            i -> {
                                List<Task> mine = takeAll(queue, film);
                                context.event("has taken " + Count.of(mine.size(), "task"));
                                return mine;
                            });
        }
        List<String> late = new ArrayList<>();
        List<String> mixed = new ArrayList<>();
        taken.forEach(mine -> compare(mine, late, mixed));
        return (!late.isEmpty() ? URGENT_LATE : !mixed.isEmpty() ? EQUALS_MIXED : BY_PRIORITY)
                .observed()
                .with("late", late)
                .with("mixed", mixed)
                .with("queue", film.picture());
    }

    private static void makeUrgent(Task task, PriorityBlockingQueue<Task> queue, Way way) {
        if (way.inPlace()) {
            task.level = URGENT;
        } else {
            queue.remove(task);
            task.level = URGENT;
            queue.put(task);
        }
    }

    private static List<Task> takeAll(PriorityBlockingQueue<Task> queue, Film film)
            throws InterruptedException {
        List<Task> mine = new ArrayList<>();
        for (@Nullable Task task = queue.poll(); task != null; task = queue.poll()) {
            film.after("takes " + task, inLine(queue));
            mine.add(task);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return mine;
    }

    /** Compares each task that a worker has taken with the one that it has taken before. */
    private static void compare(List<Task> taken, List<String> late, List<String> mixed) {
        for (int i = 1; i < taken.size(); i++) {
            Task before = taken.get(i - 1);
            Task task = taken.get(i);
            String both = task + " after " + before;
            if (task.level < before.level) {
                late.add(both);
            } else if (task.level == before.level && task.arrival < before.arrival) {
                mixed.add(both);
            }
        }
    }

    /** The content in the order in which it would be served, which is not that of its iterator. */
    private static List<Task> inLine(PriorityBlockingQueue<Task> queue) {
        return queue.stream().sorted(THEN_BY_ARRIVAL).toList();
    }
}
