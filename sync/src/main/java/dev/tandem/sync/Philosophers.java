package dev.tandem.sync;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.WorkloadSpec.Level;
import dev.tandem.spi.locks.WaitForGraph;
import dev.tandem.spi.locks.WaitForGraph.Edge;
import dev.tandem.sync.Philosopher.Habits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The dining philosophers (Dijkstra, 1965; told with forks by Hoare). {@link TableProtocol} has the
 * four ways of picking up forks; here the table is laid and watched.
 */
final class Philosophers implements Workload {

    private static final List<String> NAMES =
            List.of(
                    "Kant",
                    "Aristotle",
                    "Spinoza",
                    "Marx",
                    "Russell",
                    "Hume",
                    "Plato",
                    "Arendt",
                    "Hypatia",
                    "Hegel");

    private static final Parameter<Integer> PHILOSOPHERS =
            Parameter.integer(
                    "philosophers",
                    5,
                    2,
                    NAMES.size(),
                    "how many sit at the table, with one fork each");
    private static final Parameter<Integer> MEALS =
            Parameter.integer("meals", 3, 1, 1000, "how often each one eats");
    private static final Parameter<Duration> HESITATION =
            Parameter.duration(
                    "hesitation",
                    Duration.ofMillis(20),
                    Duration.ofSeconds(1),
                    "how long everybody looks at the first fork before reaching for the second");
    private static final Parameter<Integer> PATIENCE =
            Parameter.integer(
                    "patience",
                    500,
                    1,
                    1_000_000,
                    "trylock: how many attempts have to fail at a stretch to be called a livelock");
    private static final Parameter<Duration> BACK_OFF =
            Parameter.duration(
                    "back-off",
                    Duration.ofMillis(20),
                    Duration.ofSeconds(1),
                    "trylock: longest random wait before another attempt; 0s keeps all in step");

    private static final long LOOK_EVERY_MILLIS = 20;

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.philosophers")
                    .title("The dining philosophers")
                    .lesson(
                            """
                            Each philosopher needs two forks and shares them with the neighbours.
                            When all take the left fork first, each can end up holding one and
                            waiting for the next: a circle of waits that nothing resolves. A
                            deadlock needs four things at once: exclusive use, holding while
                            waiting, no taking away, and a circle of waits (Coffman, 1971). Each of
                            the correct protocols denies one of them. The philosophers are the same
                            in all variants and look at their first fork for a while before they
                            reach for the second; that makes the circle likely, and only one
                            protocol falls for it.
                            """)
                    .parameters(PHILOSOPHERS, MEALS, HESITATION, BACK_OFF, PATIENCE)
                    .flawed("broken", "left fork, then right fork", "deadlock")
                    .variant("ordered", "the fork with the lower number first: no circle of waits")
                    .variant(
                            "waiter",
                            "a waiter lets all but one reach for forks: no circle of waits")
                    .variant(
                            "trylock",
                            "puts the first fork back when the second is taken: none waits holding one")
                    .acceptable("all-ate", "everybody had all the meals")
                    .interesting(
                            "livelock",
                            "all kept trying and nobody ate: no deadlock, and no progress either")
                    .forbidden("deadlock", "each holds a fork and waits for the neighbour's")
                    .explorable(
                            Level.SYNC,
                            "philosophers",
                            "3",
                            "meals",
                            "1",
                            "hesitation",
                            "0s",
                            "back-off",
                            "0s",
                            "patience",
                            "3")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        List<Fork> forks =
                IntStream.rangeClosed(1, context.get(PHILOSOPHERS)).mapToObj(Fork::new).toList();
        List<Philosopher> diners = seat(context, forks);
        Iterator<String> names = NAMES.iterator();
        List<Future<?>> evening = new ArrayList<>();
        Outcome seen;
        try (ExecutorService table =
                Executors.newThreadPerTaskExecutor(
                        body -> Thread.ofPlatform().name(names.next()).unstarted(body))) {
            try {
                diners.forEach(diner -> evening.add(table.submit(diner)));
                table.shutdown();
                seen = watch(table, forks, diners, context);
            } finally {
                // Nobody stays, however it ends: an interrupt ends even the wait for a fork.
                table.shutdownNow();
            }
        }
        for (Future<?> stay : evening) {
            stay.get();
        }
        return seen;
    }

    private static List<Philosopher> seat(RunContext context, List<Fork> forks) {
        TableProtocol protocol =
                TableProtocol.of(context.variant(), forks.size(), context.get(PATIENCE));
        Habits habits =
                new Habits(context.get(MEALS), context.get(HESITATION), context.get(BACK_OFF));
        List<Philosopher> diners = new ArrayList<>();
        for (int i = 0; i < forks.size(); i++) {
            Fork left = forks.get(i);
            Fork right = forks.get((i + 1) % forks.size());
            diners.add(new Philosopher(context, left, right, protocol, habits, context.random(i)));
        }
        return diners;
    }

    /** Looks now and then whether they are done, or wait for each other in a circle. */
    private static Outcome watch(
            ExecutorService table, List<Fork> forks, List<Philosopher> diners, RunContext context)
            throws InterruptedException {
        while (!table.awaitTermination(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
            List<Edge> circle =
                    WaitForGraph.findCycle(forks.stream().map(Fork::lock).toList())
                            .orElse(List.of());
            if (!circle.isEmpty()) {
                List<String> waits = circle.stream().map(Edge::toString).toList();
                context.event("finds a circle of waits: " + String.join("; ", waits));
                return observed("deadlock", diners).with("circle", waits);
            }
        }
        if (diners.stream().anyMatch(Philosopher::gaveUp)) {
            return observed("livelock", diners);
        }
        if (!diners.stream().allMatch(Philosopher::isSated)) {
            throw new InterruptedException("only an interrupt makes a philosopher leave hungry");
        }
        return observed("all-ate", diners);
    }

    private static Outcome.Observed observed(String label, List<Philosopher> diners) {
        Map<String, Object> meals = new LinkedHashMap<>();
        Map<String, Object> waited = new LinkedHashMap<>();
        for (int i = 0; i < diners.size(); i++) {
            meals.put(NAMES.get(i), diners.get(i).meals());
            waited.put(NAMES.get(i), diners.get(i).waited().toMillis());
        }
        return Outcome.observed(label)
                .with("meals", meals)
                .with("waitedMillis", waited)
                .with("failedAttempts", diners.stream().mapToInt(Philosopher::failures).sum());
    }
}
