// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static dev.tandem.events.reactive.Library.LIBRARY;
import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.events.AlarmCheck.Alarm;
import dev.tandem.events.reactive.Library;
import dev.tandem.events.reactive.Source;
import dev.tandem.events.reactive.VirtualTime;
import dev.tandem.spi.Count;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import io.reactivex.rxjava3.core.Flowable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Future;
import reactor.core.publisher.Flux;

/**
 * A data centre that must keep its racks cool: the thermometers of all racks stream to one computer
 * where observers watch for what deserves an alarm. Look at the alarms beside the hot spots that
 * there really were.
 *
 * <p>{@code single} looks at one reading at a time, and believes a thermometer that is wrong once;
 * {@code one-threshold} raises and clears at the same temperature, and cannot make up its mind.
 *
 * <p>Seen with the seeds 0 to 99, whose runs are the same on every machine:
 *
 * <pre>
 *                as-injected  false-alarm  flickered
 * single                   0          100          0
 * one-threshold            1            0         99
 * fixed                  100            0          0
 * </pre>
 *
 * <pre>{@code tandem run events.thermometers --variant one-threshold}</pre>
 */
final class Thermometers implements Workload {

    private static final String LESSON =
            """
            What matters in a stream is seldom a single value. A window that slides over the last
            readings smooths out noise and a reading that is wrong. An alarm that is raised above
            one temperature and cleared below a lower one does not flicker while the temperature
            passes. Each rack is watched by itself, though all come down the same stream. And
            observers of patterns can be checked: inject what they are to find, and compare.
            """;

    private static final Parameter<Integer> RACKS =
            integer("racks", 8, 1, 200, "how many racks, with a thermometer each");
    private static final Parameter<Integer> HOT_SPOTS =
            integer("hot-spots", 8, 0, 600, "how many there are; three for each rack at most");
    private static final Parameter<Integer> WINDOW =
            integer("window", 10, DataCentre.LEAST_WINDOW, 30, "readings that are averaged");

    private static final Label AS_INJECTED =
            acceptable("as-injected", "each hot spot raised one alarm, which was cleared after it");
    private static final Label FALSE_ALARM =
            forbidden("false-alarm", "an alarm was raised for a rack without a hot spot");
    private static final Label FLICKERED =
            forbidden("flickered", "a hot spot raised more than one alarm");
    private static final Label MISSED =
            forbidden("missed", "a hot spot raised no alarm, or one that was not cleared in time")
                    .unseen("every hot spot is hotter than the threshold for longer than a window");

    private static final double RAISE = DataCentre.USUAL + 10;
    private static final double CLEAR = DataCentre.USUAL + 5;

    /** Says whether there is an alarm, anew after each reading or window. */
    @FunctionalInterface
    private interface Watching {
        Source<Boolean> watch(Source<Double> celsius, int window);
    }

    private static final Variants<Watching> WAYS =
            Variants.of(
                    flawed(
                            "single",
                            "single readings, two thresholds",
                            FALSE_ALARM,
                            () -> (celsius, _) -> twoThresholds(celsius)),
                    flawed(
                            "one-threshold",
                            "a sliding window, one threshold",
                            FLICKERED,
                            () ->
                                    (celsius, window) ->
                                            averages(celsius, window)
                                                    .map(average -> average > RAISE)),
                    sound(
                            "fixed",
                            "a sliding window, two thresholds",
                            () -> (celsius, window) -> twoThresholds(averages(celsius, window))));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.thermometers", "Thermometers of a data centre", LESSON)
                    .with(RACKS, HOT_SPOTS, WINDOW, LIBRARY)
                    .with(WAYS)
                    .with(AS_INJECTED, FALSE_ALARM, FLICKERED, MISSED)
                    .teaches(Flowable.class, Flux.class)
                    .notes("RxPy: a data centre that needs to keep its racks cool")
                    .build();

    private static final Duration SECOND = Duration.ofSeconds(1);

    private record Reading(int rack, double celsius) {}

    private static Source<Double> averages(Source<Double> celsius, int window) {
        return celsius.buffer(window, 1)
                .filter(last -> last.size() == window)
                .map(last ->
                        last.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
    }

    private static Source<Boolean> twoThresholds(Source<Double> celsius) {
        return celsius.scan(false, (raised, now) -> raised ? now >= CLEAR : now > RAISE);
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        int racks = context.get(RACKS);
        int spots = context.get(HOT_SPOTS);
        if (spots > racks * DataCentre.SLOTS) {
            throw new TandemException.Usage(
                    String.format(
                            Locale.ROOT,
                            "%d racks have room for %d hot spots, not for %d",
                            racks,
                            racks * DataCentre.SLOTS,
                            spots));
        }
        DataCentre centre = new DataCentre(context.random(0), racks, spots);
        VirtualTime time = new VirtualTime();
        Watching way = context.make(WAYS);
        Future<List<Alarm>> result =
                readings(Library.of(context), centre, time)
                        .groupBy(
                                Reading::rack,
                                (rack, readings) ->
                                        way.watch(
                                                        readings.map(Reading::celsius),
                                                        context.get(WINDOW))
                                                .startWith(false)
                                                .distinctUntilChanged()
                                                .skip(1)
                                                .map(raised -> alarm(rack, time, raised)))
                        .doOnNext(alarm -> context.event(alarm.toString()))
                        .toFuture();
        context.event("watches " + Count.of(racks, "rack"));
        List<Alarm> alarms = time.await(result, SECOND, context);
        AlarmCheck check = new AlarmCheck(centre, alarms, context.get(WINDOW));
        return judge(check)
                .observed()
                .with("hotSpots", centre.hotSpots().size())
                .with("raised", alarms.stream().filter(Alarm::raised).count())
                .with("cleared", alarms.stream().filter(alarm -> !alarm.raised()).count())
                .with("falseAlarms", check.falseAlarms().size())
                .with("checked", check.table())
                .with("rack", check.temperatures());
    }

    /** The stream that arrives at the computer: every rack has a source of its own. */
    private static Source<Reading> readings(Library library, DataCentre centre, VirtualTime time) {
        return library.range(0, centre.racks())
                .flatMap(rack ->
                        library.intervalRange(0, centre.seconds(), 0, SECOND.toMillis(), time)
                                .map(second -> new Reading(rack, centre.celsius(rack, second))));
    }

    private static Alarm alarm(int rack, VirtualTime time, boolean raised) {
        return new Alarm(rack, (int) (time.millis() / 1000), raised);
    }

    private static Label judge(AlarmCheck check) {
        if (!check.falseAlarms().isEmpty()) {
            return FALSE_ALARM;
        }
        if (check.mostOfOneSpot() > 1) {
            return FLICKERED;
        }
        return check.allRaisedAndCleared() ? AS_INJECTED : MISSED;
    }
}
