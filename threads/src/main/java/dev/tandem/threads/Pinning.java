// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.interesting;

import dev.tandem.spi.Crew;
import dev.tandem.spi.Durations;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Table;
import dev.tandem.spi.os.Image;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/**
 * Virtual threads wait, each in another place, and the JDK records whose carrier was pinned: kept
 * from running other threads meanwhile. Look at which two it is, for how long, and at the reason
 * that the JDK gives.
 *
 * <pre>{@code tandem run threads.pinning}</pre>
 */
final class Pinning implements Workload {

    private static final String LESSON =
            """
            A virtual thread that waits leaves its carrier to others, unless something on its stack
            cannot be moved: then the carrier waits with it. Up to Java 23 every synchronized block
            did that. Since then a monitor pins nothing any more; what is left are calls through the
            virtual machine and native code, such as a class initialiser that waits, and waiting for
            a class that another thread initialises. The JDK records each of them as an event.
            """;

    private static final Label INITIALISERS =
            acceptable("initialisers", "class initialisers pinned a carrier, and monitors did not");
    private static final Label MONITORS =
            interesting("monitors", "a thread that waited in or for a monitor pinned its carrier")
                    .unseen("Java has not done so since version 24");
    private static final Label NOTHING =
            acceptable("nothing", "no wait pinned a carrier")
                    .unseen("Java 25 cannot move a frame of the virtual machine");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.pinning", "What pins a carrier", LESSON)
                    .with(INITIALISERS, MONITORS, NOTHING)
                    .needs(JvmNeeds.FLIGHT_RECORDER)
                    .teaches(Thread.class, RecordingStream.class)
                    // A class is initialised once in a process.
                    .isolated()
                    .build();

    private static final String PINNED = "jdk.VirtualThreadPinned";
    private static final Duration HOLD = Duration.ofMillis(50);

    /** A class whose initialiser takes its time. */
    private static final class Slow {
        static {
            sleepThrough();
        }

        private static void use() {}
    }

    /** Another, for another thread to initialise. */
    private static final class SlowElsewhere {
        static {
            sleepThrough();
        }

        private static void use() {}
    }

    /** A way to wait. */
    private enum Wait {
        SLEEP("sleeps", false),
        IN_MONITOR("sleeps in a monitor", true),
        OBJECT_WAIT("waits in Object.wait", true),
        AT_MONITOR("waits to enter a monitor", true),
        IN_INITIALISER("sleeps in a class initialiser", false),
        AT_INITIALISER("waits for the initialiser of another", false);

        private final String title;
        private final boolean monitor;

        Wait(String title, boolean monitor) {
            this.title = title;
            this.monitor = monitor;
        }
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, ExecutionException {
        if (Image.RUNS) {
            // Its needs say so; said here too, an image leaves out what follows.
            throw new IllegalStateException(JvmNeeds.FLIGHT_RECORDER.title());
        }
        Map<String, RecordedEvent> pins = new ConcurrentHashMap<>();
        try (var recording = new RecordingStream();
                Crew crew = Crew.virtual("waiter-")) {
            recording.enable(PINNED).withoutThreshold();
            recording.setReuse(false);
            recording.onEvent(
                    PINNED, event -> pins.put(event.getThread("eventThread").getJavaName(), event));
            recording.startAsync();
            for (Wait way : Wait.values()) {
                crew.start(way.title, () -> await(way));
                crew.join();
                context.event("has seen the end of a thread that " + way.title);
            }
            recording.stop();
        }
        boolean monitors =
                Arrays.stream(Wait.values())
                        .anyMatch(way -> way.monitor && pins.containsKey(way.title));
        return (monitors ? MONITORS : pins.isEmpty() ? NOTHING : INITIALISERS)
                .observed()
                .with("pinned", pins.size())
                .with(
                        "waits",
                        new Table(
                                List.of("a virtual thread that", "pinned for", "because of"),
                                Arrays.stream(Wait.values()).map(way -> row(way, pins)).toList()));
    }

    @SuppressWarnings("WaitNotInLoop") // nobody notifies, and nothing is waited for
    private static void await(Wait way) throws Exception {
        Object monitor = new Object();
        switch (way) {
            case SLEEP -> Thread.sleep(HOLD);
            case IN_MONITOR -> hold(monitor);
            case OBJECT_WAIT -> {
                synchronized (monitor) {
                    monitor.wait(HOLD.toMillis());
                }
            }
            case AT_MONITOR -> afterAnother(() -> hold(monitor), () -> hold(monitor));
            case IN_INITIALISER -> Slow.use();
            case AT_INITIALISER -> afterAnother(SlowElsewhere::use, SlowElsewhere::use);
        }
    }

    private static void hold(Object monitor) throws InterruptedException {
        synchronized (monitor) {
            Thread.sleep(HOLD);
        }
    }

    /** Lets a platform thread be first, and comes when that sleeps where it has got to. */
    private static void afterAnother(Crew.Task another, Crew.Task then) throws Exception {
        try (Crew holders = Crew.named("holder-")) {
            Thread holder = holders.start(another);
            while (holder.getState() != Thread.State.TIMED_WAITING && holder.isAlive()) {
                Thread.sleep(1);
            }
            then.run();
        }
    }

    private static List<Object> row(Wait way, Map<String, RecordedEvent> pins) {
        RecordedEvent pin = pins.get(way.title);
        return pin == null
                ? List.of(way.title, "not", "")
                : List.of(
                        way.title,
                        Durations.human((double) pin.getDuration().toNanos()),
                        pin.getString("pinnedReason"));
    }

    private static void sleepThrough() {
        try {
            Thread.sleep(HOLD);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
