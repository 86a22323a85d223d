// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.profile;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import dev.tandem.lab.profile.Profile.Allocated;
import dev.tandem.lab.profile.Profile.Computing;
import dev.tandem.lab.profile.Profile.Kind;
import dev.tandem.lab.profile.Profile.ThreadTime;
import dev.tandem.lab.profile.Profile.Wait;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/** Reads a profile from a recording, adding up what happened at the same place. */
public final class ProfileReader {

    private final Set<Long> leftOut;
    private final Map<List<String>, Sum> cpuTime = new LinkedHashMap<>();
    private final Map<List<String>, Sum> seenRunning = new LinkedHashMap<>();
    private final Map<Waited, Sum> waits = new LinkedHashMap<>();
    private final Map<Made, Sum> allocated = new LinkedHashMap<>();
    private final Map<Long, ThreadSum> threads = new LinkedHashMap<>();
    private @Nullable Instant first;
    private Instant last = Instant.MIN;

    private record Waited(Kind kind, String what, List<String> stack) {}

    private record Made(String type, List<String> stack) {}

    /** What is added up for one place. */
    private static final class Sum {
        private final Set<String> holders = new TreeSet<>();
        private long total;
        private long longest;
        private long count;

        void add(long amount) {
            total += amount;
            longest = Math.max(longest, amount);
            count++;
        }

        Duration time() {
            return Duration.ofNanos(total);
        }
    }

    private static final class ThreadSum {
        private final String name;
        private final boolean virtual;
        private final Sum cpuTime = new Sum();
        private final Sum seenRunning = new Sum();
        private final Sum waiting = new Sum();

        ThreadSum(RecordedThread thread) {
            name = WaitEvents.name(thread);
            virtual = thread.isVirtual();
        }
    }

    private ProfileReader(Set<Long> leftOut) {
        this.leftOut = leftOut;
    }

    /**
     * @param leftOut the ids of threads that do not belong to the program
     */
    public static Profile read(Path recording, Set<Long> leftOut) throws IOException {
        var reader = new ProfileReader(leftOut);
        try (var file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                reader.add(file.readEvent());
            }
        }
        return reader.profile();
    }

    private void add(RecordedEvent event) {
        RecordedThread thread =
                event.hasField("sampledThread")
                        ? event.getThread("sampledThread")
                        : event.getThread();
        List<String> stack = stack(event);
        if (thread == null || isForeign(thread) || isOfTheRecorder(stack)) {
            return;
        }
        if (first == null || event.getStartTime().isBefore(first)) {
            first = event.getStartTime();
        }
        if (event.getEndTime().isAfter(last)) {
            last = event.getEndTime();
        }
        ThreadSum of = threads.computeIfAbsent(thread.getId(), _ -> new ThreadSum(thread));
        String name = event.getEventType().getName();
        switch (name) {
            case FlightRecording.CPU_TIME_SAMPLE -> {
                long nanos = event.getDuration("samplingPeriod").toNanos();
                sum(cpuTime, stack).add(nanos);
                of.cpuTime.add(nanos);
            }
            case FlightRecording.EXECUTION_SAMPLE -> {
                long nanos = FlightRecording.SAMPLE.toNanos();
                sum(seenRunning, stack).add(nanos);
                of.seenRunning.add(nanos);
            }
            case FlightRecording.ALLOCATION_SAMPLE -> {
                String type = event.getClass("objectClass").getName();
                sum(allocated, new Made(type, stack)).add(event.getLong("weight"));
            }
            default -> {
                if (WaitEvents.NAMES.contains(name)) {
                    addWait(event, stack, of);
                }
            }
        }
    }

    private void addWait(RecordedEvent event, List<String> stack, ThreadSum of) {
        var waited = new Waited(WaitEvents.kind(event), WaitEvents.what(event), stack);
        Sum sum = sum(waits, waited);
        long nanos = event.getDuration().toNanos();
        sum.add(nanos);
        of.waiting.add(nanos);
        WaitEvents.holder(event).ifPresent(sum.holders::add);
    }

    private static <K> Sum sum(Map<K, Sum> sums, K key) {
        return sums.computeIfAbsent(key, _ -> new Sum());
    }

    /** Whether a thread is the flight recorder's own, or was to be left out. */
    private boolean isForeign(RecordedThread thread) {
        return leftOut.contains(thread.getJavaThreadId())
                || WaitEvents.name(thread).startsWith("JFR ");
    }

    /** Whether it is what starting and ending the recording took. */
    private static boolean isOfTheRecorder(List<String> stack) {
        return Profile.place(stack)
                .filter(place -> place.startsWith(FlightRecording.class.getName() + "."))
                .isPresent();
    }

    private static List<String> stack(RecordedEvent event) {
        RecordedStackTrace trace = event.getStackTrace();
        return trace == null
                ? List.of()
                : trace.getFrames().stream()
                        .filter(RecordedFrame::isJavaFrame)
                        .map(ProfileReader::frame)
                        .toList();
    }

    private static String frame(RecordedFrame frame) {
        String method = frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
        return frame.getLineNumber() > 0 ? method + ":" + frame.getLineNumber() : method;
    }

    private Profile profile() {
        boolean byCpuTime = !cpuTime.isEmpty();
        List<Computing> computing = new ArrayList<>();
        (byCpuTime ? cpuTime : seenRunning)
                .forEach(
                        (stack, sum) -> computing.add(new Computing(stack, sum.time(), sum.count)));
        computing.sort(comparing(Computing::time).reversed());

        List<Wait> waited = new ArrayList<>();
        waits.forEach((what, sum) -> waited.add(wait(what, sum)));
        waited.sort(comparing(Wait::total).reversed());

        List<Allocated> made = new ArrayList<>();
        allocated.forEach((what, sum) -> made.add(new Allocated(what.type, what.stack, sum.total)));
        made.sort(comparingLong(Allocated::bytes).reversed());

        List<ThreadTime> times = new ArrayList<>();
        threads.values().forEach(of -> times.add(time(of, byCpuTime)));
        times.sort(comparing(ThreadTime::computing).thenComparing(ThreadTime::waiting).reversed());
        return new Profile(
                first == null ? Duration.ZERO : Duration.between(first, last),
                byCpuTime,
                computing,
                waited,
                made,
                times);
    }

    private static Wait wait(Waited what, Sum sum) {
        return new Wait(
                what.kind,
                what.what,
                what.stack,
                sum.time(),
                Duration.ofNanos(sum.longest),
                sum.count,
                List.copyOf(sum.holders));
    }

    private static ThreadTime time(ThreadSum of, boolean byCpuTime) {
        Sum computing = byCpuTime ? of.cpuTime : of.seenRunning;
        return new ThreadTime(of.name, of.virtual, computing.time(), of.waiting.time());
    }
}
