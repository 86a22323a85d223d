// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static dev.tandem.events.reactive.Library.LIBRARY;
import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Label.interesting;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.events.reactive.Library;
import dev.tandem.events.reactive.Marbles;
import dev.tandem.events.reactive.Source;
import dev.tandem.events.reactive.VirtualTime;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.schedulers.TestScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;

/**
 * Something is to be done every 100 ms, and takes 30. Look at the times in the diagram: they are of
 * a virtual clock and exact.
 *
 * <p>With {@code -p work=150} the ticks still come when they should, and what they ask for is done
 * later and later.
 *
 * <pre>{@code tandem run events.interval --variant broken}</pre>
 */
final class Interval implements Workload {

    private static final String LESSON =
            """
            An interval counts from its beginning: the hundredth tick comes after a hundred periods,
            however long it takes to handle one. A timer that is set anew after each tick has been
            handled adds the time of handling to every period, and drifts. Where handling takes
            longer than a period, no clock helps: the ticks wait for each other in a queue that
            grows. Both are tested without waiting, on a clock that only the test moves.
            """;

    private static final Parameter<Integer> TICKS =
            integer("ticks", 6, 1, 10_000, "how many ticks there are");
    private static final Parameter<Integer> PERIOD =
            integer("period", 100, 1, 10_000, "milliseconds from tick to tick, in virtual time");
    private static final Parameter<Integer> WORK =
            integer("work", 30, 0, 10_000, "milliseconds to handle one, in virtual time");

    private static final Label ON_TIME =
            acceptable("on-time", "each tick came after so many periods and was handled at once");
    private static final Label BEHIND =
            interesting("behind", "each tick came on time, and waited for those before it");
    private static final Label DRIFTED =
            forbidden("drifted", "a tick came later than after its number of periods");

    private static final Variants<Way> WAYS =
            Variants.of(
                    flawed("broken", "a timer for each tick", DRIFTED, () -> Interval::timers),
                    sound("fixed", "an interval", () -> Interval::interval));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.interval", "Ticks that come on time", LESSON)
                    .with(TICKS, PERIOD, WORK, LIBRARY)
                    .with(WAYS)
                    .with(ON_TIME, BEHIND, DRIFTED)
                    .teaches(Flowable.class, Flux.class, TestScheduler.class)
                    .build();

    /** Ticks, and what is done about them. */
    @FunctionalInterface
    private interface Way {
        Source<Integer> handled(Run run);
    }

    private static Source<Integer> interval(Run run) {
        return run.library
                .intervalRange(1, run.ticks, run.period, run.period, run.time)
                .doOnNext(run::ticked)
                .concatMap(run::work);
    }

    private static Source<Integer> timers(Run run) {
        return run.library
                .range(1, run.ticks)
                .concatMap(tick ->
                        run.library
                                .timer(run.period, run.time)
                                .map(_ -> tick)
                                .doOnNext(run::ticked)
                                .concatMap(run::work));
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Run run = new Run(context);
        Future<List<Integer>> handled =
                context.make(WAYS)
                        .handled(run)
                        .compose(run.marbles.line("handled"))
                        .doOnNext(_ -> run.handledAt.add(run.time.millis()))
                        .toFuture();
        run.time.await(handled, Duration.ofMillis(run.period), context);
        return run.judge()
                .observed()
                .with("lastTick", run.tickedAt.getLast())
                .with("lastHandled", run.handledAt.getLast())
                .with("marbles", run.marbles.picture());
    }

    /** The ticks of a run, and when they were seen. */
    private static final class Run {
        private final Library library;
        private final int ticks;
        private final int period;
        private final int work;
        private final VirtualTime time = new VirtualTime();
        private final Marbles marbles;
        private final List<Long> tickedAt = new ArrayList<>();
        private final List<Long> handledAt = new ArrayList<>();

        private Run(RunContext context) {
            library = Library.of(context);
            ticks = context.get(TICKS);
            period = context.get(PERIOD);
            work = context.get(WORK);
            marbles = new Marbles(time, context);
            marbles.declare("ticks");
        }

        private void ticked(int tick) {
            tickedAt.add(time.millis());
            marbles.emitted("ticks", String.valueOf(tick));
        }

        private Source<Integer> work(int tick) {
            return library.timer(work, time).map(_ -> tick);
        }

        private Label judge() {
            boolean ticked =
                    IntStream.range(0, ticks).allMatch(i -> tickedAt.get(i) == (i + 1L) * period);
            boolean atOnce =
                    IntStream.range(0, ticks)
                            .allMatch(i -> handledAt.get(i) - tickedAt.get(i) == work);
            return !ticked ? DRIFTED : atOnce ? ON_TIME : BEHIND;
        }
    }
}
