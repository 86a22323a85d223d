// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.profile;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the time of a program has gone. Every list begins with what took most; stacks begin with
 * the innermost frame, written as {@code type.method:line}.
 *
 * @param length how long was recorded
 * @param byCpuTime whether the samples of computing are of CPU time, that of native code included;
 *     otherwise they are of threads that were seen to run Java code
 * @param computing what was computed when samples were taken
 * @param waits what was waited for at least {@link FlightRecording#LEAST_WAIT}, once it was over
 * @param allocated estimated from samples
 * @param threads who computed and waited
 */
public record Profile(
        Duration length,
        boolean byCpuTime,
        List<Computing> computing,
        List<Wait> waits,
        List<Allocated> allocated,
        List<ThreadTime> threads) {

    private static final Pattern OF_THE_JDK = Pattern.compile("(?:java|javax|jdk|sun)\\.");

    /** What every thread begins with. */
    private static final Pattern START =
            Pattern.compile(
                    "java\\.lang\\.(?:Thread|VirtualThread)[.$]|jdk\\.internal\\.vm\\.Continuation[.$]");

    /** What keeps a thread from going on. */
    public enum Kind {
        MONITOR("for a monitor"),
        NOTIFICATION("for a notification"),
        PARKED("parked"),
        SLEEPING("asleep"),
        SOCKET("for a socket"),
        FILE("for a file"),
        PINNED("parked with its carrier");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** One stack and the CPU time that was spent in it. */
    public record Computing(List<String> stack, Duration time, long samples) {}

    /**
     * Waits of one kind, for one thing, at one place.
     *
     * @param what the class of the monitor or lock, the address, the file, or why it was pinned;
     *     may be empty
     * @param total over all threads
     * @param holders the names of the threads that held the monitor before, where the JVM tells
     */
    public record Wait(
            Kind kind,
            String what,
            List<String> stack,
            Duration total,
            Duration longest,
            long count,
            List<String> holders) {}

    /** Objects of one class that were made at one place. */
    public record Allocated(String type, List<String> stack, long bytes) {}

    public record ThreadTime(String name, boolean virtual, Duration computing, Duration waiting) {}

    /** The CPU time of all samples. */
    public Duration computed() {
        return sum(computing.stream().map(Computing::time).toList());
    }

    /** The time of all waits, over all threads. */
    public Duration waited() {
        return sum(waits.stream().map(Wait::total).toList());
    }

    private static Duration sum(List<Duration> durations) {
        return durations.stream().reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * Where the program itself was: the innermost frame that is not of the JDK, or, of a thread of
     * the JDK's own, what it runs.
     */
    public static Optional<String> place(List<String> stack) {
        return stack.stream()
                .filter(frame -> !OF_THE_JDK.matcher(frame).lookingAt())
                .findFirst()
                .or(() ->
                        stack.reversed().stream()
                                .filter(frame -> !START.matcher(frame).lookingAt())
                                .findFirst());
    }
}
