// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.interesting;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Parameter.integer;

import dev.tandem.lab.scaling.Curve;
import dev.tandem.spi.Count;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Series;
import dev.tandem.spi.evidence.Series.Point;
import dev.tandem.spi.evidence.Table;
import dev.tandem.threads.images.Client;
import dev.tandem.threads.images.ImageServer;
import dev.tandem.threads.images.Png;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Three jobs, each on 1, 2, 4 and more threads, and the number on which each was fastest. Look at
 * which zone each falls into: Martelli saw problems for one core, for two to eight, and for more
 * than one machine has.
 *
 * <ul>
 *   <li>A chain: every step needs the result of the one before. Threads can only hand it round.
 *   <li>Numbers to factorise, that have nothing to do with each other: a processor each would do.
 *   <li>Requests to a server that takes its time: the more at once, the better. Here one machine is
 *       enough for them, since they need no processor while they wait; where they compute as well,
 *       it takes several.
 * </ul>
 *
 * <p>Seen in 5 runs on 2 processors that had other work: three zones each time, with the chain on 1
 * thread, the numbers on 2 or 8 and the requests on 32. Other work moves the second: more threads
 * get more of the processors' time.
 *
 * <pre>{@code tandem run threads.martelli}</pre>
 */
final class Martelli implements Workload {

    private static final String LESSON =
            """
            There is no best number of threads, only one for a job on a machine. What depends on
            itself is best on one, what computes on as many as there are processors, and what waits,
            or has become too large for one machine, on many more. Processors with dozens of cores
            have moved the border between the second zone and the third since the model was made.
            """;

    private static final Parameter<Integer> THREADS =
            integer("threads", 32, 1, 512, "the most that work on a job");
    private static final Parameter<Integer> STEPS =
            integer("steps", 500, 1, 1_000_000, "in the chain");
    private static final Parameter<Integer> NUMBERS =
            integer("numbers", 10_000, 1, 1_000_000, "that are factorised");
    private static final Parameter<Integer> REQUESTS =
            integer("requests", 32, 1, 10_000, "to the server");
    private static final Parameter<Duration> LATENCY =
            duration("latency", Duration.ofMillis(5), Duration.ofSeconds(10), "of each answer");
    private static final Parameter<Integer> ROUNDS =
            integer("rounds", 3, 3, 100, "how often each number of threads is measured");

    private static final int MOST_OF_MIDDLE = 8;

    private static final String OF_THE_MACHINE =
            "it depends on the processors and their other work";

    private static final Label THREE_ZONES =
            acceptable("three-zones", "each job was best in a zone of its own")
                    .unseen(OF_THE_MACHINE);
    private static final Label OTHER_ZONES =
            interesting("other-zones", "two jobs were best in the same zone")
                    .unseen(OF_THE_MACHINE);

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.martelli", "Three zones of scalability", LESSON)
                    .with(THREADS, STEPS, NUMBERS, REQUESTS, LATENCY, ROUNDS)
                    .with(THREE_ZONES, OTHER_ZONES)
                    .teaches(Thread.class, Semaphore.class)
                    .notes("Martelli model of scalability")
                    .build();

    /** A job and how it went. */
    private record Measured(String job, Curve curve) {

        int best() {
            return curve.best().threads();
        }
    }

    static String zone(int threads) {
        return threads == 1 ? "1" : threads <= MOST_OF_MIDDLE ? "2 to 8" : "more than 8";
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        String otherWork = OtherWork.measure();
        List<Measured> all =
                List.of(
                        measure(context, "chain", n -> chain(n, context.get(STEPS))),
                        crunch(context),
                        fetch(context));
        Set<String> zones = all.stream().map(m -> zone(m.best())).collect(Collectors.toSet());
        return (zones.size() == all.size() ? THREE_ZONES : OTHER_ZONES)
                .observed()
                .with("processors", Runtime.getRuntime().availableProcessors())
                .with("otherWork", otherWork)
                .with("zones", table(all))
                .with("speedUp", picture(all));
    }

    private static Measured measure(RunContext context, String job, Curve.Trial trial)
            throws Exception {
        Curve curve =
                Curve.measure(Curve.doublings(context.get(THREADS)), context.get(ROUNDS), trial);
        context.event(
                String.format(
                        Locale.ROOT,
                        "ran the %s best on %s",
                        job,
                        Count.of(curve.best().threads(), "thread")));
        return new Measured(job, curve);
    }

    /** Each thread does a step when the one before it has handed on its result. */
    private static double chain(int threads, int steps) throws Exception {
        List<Semaphore> turns =
                IntStream.range(0, threads).mapToObj(i -> new Semaphore(i == 0 ? 1 : 0)).toList();
        long[] result = {1};
        long start = System.nanoTime();
        try (Crew crew = Crew.named("link-")) {
            for (int i = 0; i < threads; i++) {
                int first = i;
                crew.start(() -> {
                    for (int step = first; step < steps; step += threads) {
                        turns.get(first).acquire();
                        result[0] = 31 * result[0] + Fibonacci.number(15);
                        turns.get((first + 1) % threads).release();
                    }
                });
            }
            crew.join();
        }
        return steps * 1e9 / (System.nanoTime() - start);
    }

    private static Measured crunch(RunContext context) throws Exception {
        int[] numbers = context.random(0).ints(context.get(NUMBERS), 20_000, 100_000_000).toArray();
        return measure(
                context,
                "crunching",
                n -> WorkSharing.rate(n, numbers.length, i -> Primes.factorise(numbers[i])));
    }

    private static Measured fetch(RunContext context) throws Exception {
        int requests = context.get(REQUESTS);
        Duration latency = context.get(LATENCY);
        try (var server = ImageServer.start(List.of(Png.picture(8, 8, 1)), latency, 0);
                var client = new Client(latency.plusMinutes(1))) {
            URI image = server.listUri().resolve("/image-0.png");
            return measure(
                    context,
                    "fetching",
                    n ->
                            WorkSharing.rate(
                                    n, requests, i -> client.get(image, context::isCancelled)));
        }
    }

    private static Table table(List<Measured> all) {
        List<List<Object>> rows = new ArrayList<>();
        for (Measured measured : all) {
            rows.add(List.of(measured.job(), measured.best(), zone(measured.best())));
        }
        return new Table(List.of("job", "best on threads", "zone"), rows);
    }

    /** How many times as fast as on one thread. */
    private static Series picture(List<Measured> all) {
        Series picture = Series.of("threads", "speed-up");
        for (Measured measured : all) {
            List<Point> medians = measured.curve().medians();
            double one = medians.getFirst().y();
            picture =
                    picture.with(
                            measured.job(),
                            medians.stream().map(p -> new Point(p.x(), p.y() / one)).toList());
        }
        return picture;
    }
}
