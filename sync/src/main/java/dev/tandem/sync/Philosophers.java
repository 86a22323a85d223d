// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Label.interesting;
import static dev.tandem.spi.Parameter.duration;
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
import dev.tandem.spi.locks.ObservableLock;
import dev.tandem.spi.locks.WaitForGraph;
import dev.tandem.spi.locks.WaitForGraph.Edge;
import dev.tandem.sync.Philosopher.Habits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * The dining philosophers (Dijkstra, 1965; told with forks by Hoare). {@link TableProtocol} has the
 * four ways of picking up forks; here the table is laid and watched.
 *
 * <pre>{@code tandem run sync.philosophers --variant broken}</pre>
 */
final class Philosophers implements Workload {

    private static final String LESSON =
            """
            Each philosopher needs two forks and shares them with the neighbours. When all take the
            left fork first, each can end up holding one and waiting for the next: a circle of waits
            that nothing resolves. A deadlock needs four things at once: exclusive use, holding
            while waiting, no taking away, and a circle of waits (Coffman, 1971). Each of the
            correct protocols denies one of them. The philosophers are the same in all variants and
            look at their first fork for a while before they reach for the second; that makes the
            circle likely, and only one protocol falls for it.
            """;

    private static final List<String> NAMES =
            List.of(
                    "Kant",
                    "Aristotle",
                    "Spinoza",
                    "Marx",
                    "Russell", //
                    "Hume",
                    "Plato",
                    "Arendt",
                    "Hypatia",
                    "Hegel");

    private static final Parameter<Integer> PHILOSOPHERS =
            integer("philosophers", 5, 2, NAMES.size(), "how many sit at the table, a fork each");
    private static final Parameter<Integer> MEALS =
            integer("meals", 3, 1, 1000, "how often each one eats");
    private static final Parameter<Duration> HESITATION =
            duration(
                    "hesitation",
                    Duration.ofMillis(20),
                    Duration.ofSeconds(1),
                    "how long everybody looks at the first fork before reaching for the second");
    private static final Parameter<Integer> PATIENCE =
            integer("patience", 500, 1, 1_000_000, "trylock: failures at a stretch, a livelock");
    private static final Parameter<Duration> BACK_OFF =
            duration(
                    "back-off",
                    Duration.ofMillis(20),
                    Duration.ofSeconds(1),
                    "trylock: longest random wait before another attempt; 0s keeps all in step");

    private static final Label ALL_ATE = acceptable("all-ate", "everybody had all the meals");
    private static final Label LIVELOCK =
            interesting("livelock", "all kept trying and nobody ate: no deadlock, and no progress");
    private static final Label DEADLOCK =
            forbidden("deadlock", "each holds a fork and waits for the neighbour's");

    private static final Variants<TableProtocol> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "left fork, then right fork",
                            DEADLOCK,
                            TableProtocol::leftThenRight),
                    sound(
                            "ordered",
                            "the fork with the lower number first: no circle of waits",
                            TableProtocol::lowerFirst),
                    sound(
                            "waiter",
                            "a waiter lets all but one reach for forks: no circle of waits",
                            context -> TableProtocol.waiter(context.get(PHILOSOPHERS))),
                    sound(
                            "trylock",
                            "puts the first fork back when the second is taken: none waits holding",
                            context -> new PutBack(context.get(PATIENCE))));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.philosophers", "The dining philosophers", LESSON)
                    .with(PHILOSOPHERS, MEALS, HESITATION, BACK_OFF, PATIENCE)
                    .with(WAYS)
                    .with(ALL_ATE, LIVELOCK, DEADLOCK)
                    .teaches(ReentrantLock.class, Semaphore.class)
                    .notes("the dining philosophers, each of whom takes the left fork first")
                    .explorable(
                            SYNC,
                            PHILOSOPHERS.at(3),
                            MEALS.at(1),
                            HESITATION.at(Duration.ZERO),
                            BACK_OFF.at(Duration.ZERO),
                            PATIENCE.at(3))
                    .build();

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        List<Fork> forks =
                IntStream.rangeClosed(1, context.get(PHILOSOPHERS)).mapToObj(Fork::new).toList();
        List<Philosopher> diners = seat(context, forks);
        List<String> circle = List.of();
        try (Crew table = Crew.named("philosopher-")) {
            for (int i = 0; i < diners.size(); i++) {
                table.start(NAMES.get(i), diners.get(i)::stay);
            }
            while (circle.isEmpty() && !table.join(LOOK_EVERY)) {
                circle = circleOfWaits(context, forks);
            }
            // Nothing resolves a circle, so they are asked to leave: an interrupt ends even the
            // wait for a fork.
            diners.forEach(Philosopher::leave);
        }
        if (!circle.isEmpty()) {
            return observed(DEADLOCK, diners).with("circle", circle);
        }
        if (diners.stream().anyMatch(Philosopher::gaveUp)) {
            return observed(LIVELOCK, diners);
        }
        if (!diners.stream().allMatch(Philosopher::isSated)) {
            throw new InterruptedException("only an interrupt makes a philosopher leave hungry");
        }
        return observed(ALL_ATE, diners);
    }

    private static List<Philosopher> seat(RunContext context, List<Fork> forks) {
        TableProtocol protocol = context.make(WAYS);
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

    private static List<String> circleOfWaits(RunContext context, List<Fork> forks) {
        List<ObservableLock> locks = forks.stream().map(Fork::lock).toList();
        List<Edge> circle = WaitForGraph.findCycle(locks).orElse(List.of());
        List<String> waits = circle.stream().map(Edge::toString).toList();
        if (!waits.isEmpty()) {
            context.event("finds a circle of waits: " + String.join("; ", waits));
        }
        return waits;
    }

    private static Outcome.Observed observed(Label label, List<Philosopher> diners) {
        Map<String, Object> meals = new LinkedHashMap<>();
        Map<String, Object> waited = new LinkedHashMap<>();
        for (int i = 0; i < diners.size(); i++) {
            meals.put(NAMES.get(i), diners.get(i).meals());
            waited.put(NAMES.get(i), diners.get(i).waited().toMillis() + " ms");
        }
        return label.observed()
                .with("meals", meals)
                .with("waited", waited)
                .with("failedAttempts", diners.stream().mapToInt(Philosopher::failures).sum());
    }
}
