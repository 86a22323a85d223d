// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.explore.world.Ending.ThreadView;
import dev.tandem.explore.world.Frame;
import java.util.List;
import java.util.Optional;

/**
 * An execution that went wrong.
 *
 * @param schedule the shortest that was found to go wrong in the same way, as text that can be
 *     replayed
 * @param message one line: the circle of a deadlock, the exception, the outcome and why it is
 *     forbidden
 * @param threads every thread as it was then
 * @param steps the schedule, a row a step
 * @param passing a schedule that goes well and agrees with this one for as long as possible
 */
public record Failure(
        Kind kind,
        String schedule,
        String message,
        List<ThreadView> threads,
        List<StepRow> steps,
        Optional<Passing> passing) {

    /**
     * A step of a schedule.
     *
     * @param operation what the thread is about to do: {@code ReentrantLock.lock}
     * @param lock the lock or monitor that it asks for; empty when it asks for none
     * @param place {@code File.java:12}; empty where a thread begins
     * @param method the class and the method in which that is; empty where a thread begins
     * @param frames those of the program that led there, that of the place first; empty when they
     *     are not known
     * @param goesOn whether it is within the call that the thread's step before was in, of a class
     *     of the JDK or of a library
     */
    public record StepRow(
            String thread,
            String operation,
            String lock,
            String place,
            String method,
            List<Frame> frames,
            boolean goesOn) {

        public StepRow(String thread, String operation, String lock, String place) {
            this(thread, operation, lock, place, "", List.of(), false);
        }

        /** The operation and what it asks for. */
        public String what() {
            return what(operation, lock);
        }

        static String what(String operation, String lock) {
            return lock.isEmpty() ? operation : operation + " on " + lock;
        }
    }

    /**
     * The nearest passing schedule.
     *
     * @param differsAt the number of the first step that is another thread's
     */
    public record Passing(String schedule, int differsAt, List<StepRow> steps) {}
}
