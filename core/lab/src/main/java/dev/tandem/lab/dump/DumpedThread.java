// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.dump;

import dev.tandem.lab.run.JvmThreads;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A thread as a dump has it. Objects are named by their class and a number, such as {@code
 * java.lang.Object@6b779a9d}, which is the same for the same object within one dump.
 *
 * @param id the identifier that the JVM has given it
 * @param pool the thread pool that it belongs to; empty for none
 * @param state empty when the JVM does not tell
 * @param carrier the thread that carries it, for a virtual thread that is mounted
 * @param blockedOn the monitor that it waits to enter, or {@code class NAME} when it waits until
 *     another thread has initialised a class
 * @param waitingOn the monitor that it has given back until it is notified
 * @param parkedOn what it is parked for: a lock, a future, a queue
 * @param holds the monitors, and as far as they are known the locks, that it holds
 * @param stack from the innermost frame outwards, as {@code module/class.method(File.java:12)}
 */
public record DumpedThread(
        long id,
        String name,
        boolean virtual,
        String pool,
        Optional<Thread.State> state,
        Optional<Long> carrier,
        Optional<String> blockedOn,
        Optional<String> waitingOn,
        Optional<String> parkedOn,
        Set<String> holds,
        List<String> stack) {

    private static final List<String> IDLE =
            List.of(
                    "ThreadPoolExecutor.getTask",
                    "ForkJoinPool.awaitWork",
                    "jdk.internal.vm.Continuation.run");

    private static final List<String> IN_A_TASK =
            List.of("FutureTask.run", "AsyncSupply.run", "AsyncRun.run", "ForkJoinTask.doExec");

    /** What it waits for without a limit of time until whoever holds it gives it back. */
    public Optional<String> wanted() {
        return isIn(Thread.State.TIMED_WAITING) ? Optional.empty() : blockedOn.or(() -> parkedOn);
    }

    /** Whether nothing but another thread can make it go on. */
    public boolean waits() {
        return !stack.isEmpty()
                && (isIn(Thread.State.WAITING)
                        || isIn(Thread.State.BLOCKED)
                        || blockedOn.isPresent())
                && stack.stream().limit(8).noneMatch(frame -> frame.contains("sun.nio.ch."));
    }

    boolean isIn(Thread.State wanted) {
        return state.filter(wanted::equals).isPresent();
    }

    /** Whether the JVM itself has started it, for its own purposes. */
    public boolean isOfTheJvm() {
        return JvmThreads.areCalled(name);
    }

    /** Whether it belongs to a pool and has nothing to do, or does nothing but carry another. */
    public boolean isIdle() {
        return IDLE.stream().anyMatch(this::runs);
    }

    /** Whether it waits for a result that somebody is to compute. */
    boolean waitsForResult() {
        return waits() && runs("FutureTask.awaitDone");
    }

    /** Whether it is computing what somebody may wait for. */
    boolean isInATask() {
        return !isIdle() && IN_A_TASK.stream().anyMatch(this::runs);
    }

    private boolean runs(String method) {
        return stack.stream().anyMatch(frame -> frame.contains(method + "("));
    }

    /** Where it is in code that is not the JDK's own; the innermost frame when there is none. */
    public String place() {
        return stack.stream()
                .filter(frame -> !isOfTheJdk(frame))
                .findFirst()
                .or(() -> stack.stream().findFirst())
                .orElse("");
    }

    private static boolean isOfTheJdk(String frame) {
        return frame.startsWith("java.") || frame.startsWith("jdk.") || frame.startsWith("sun.");
    }

    /** Its name, or its number when it has none. */
    public String title() {
        return name.isEmpty() ? "#" + id : name;
    }

    /** Its name, what it is, and where. */
    public String described() {
        return (virtual ? "virtual thread " : "")
                + title()
                + (place().isEmpty() ? "" : " at " + place());
    }

    /** The same with what it waits for. */
    public String waitsAt() {
        return described() + " waits for " + blockedOn.or(() -> parkedOn).orElse("a result");
    }

    /** The classes whose initialisers it is in. */
    Set<String> initialising() {
        Set<String> classes = new LinkedHashSet<>();
        for (String frame : stack) {
            int at = frame.indexOf(".<clinit>(");
            if (at > 0) {
                classes.add("class " + frame.substring(frame.indexOf('/') + 1, at));
            }
        }
        return classes;
    }

    DumpedThread in(String newPool) {
        return new DumpedThread(
                id, name, virtual, newPool, state, carrier, blockedOn, waitingOn, parkedOn, holds,
                stack);
    }

    DumpedThread with(Optional<String> newBlockedOn, Set<String> newHolds) {
        return new DumpedThread(
                id,
                name,
                virtual,
                pool,
                state,
                carrier,
                newBlockedOn,
                waitingOn,
                parkedOn,
                newHolds,
                stack);
    }
}
