// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one execution ended. */
public sealed interface Ending {

    /** The program came to its end. */
    record Returned(@Nullable Object result) implements Ending {}

    /** The strategy gave it up: nothing new could come of it. */
    record Pruned() implements Ending {}

    /** The program went wrong. */
    record Broken(Kind kind, String message, List<ThreadView> threads) implements Ending {}

    /**
     * The program asks for more threads than a world has room for, which is no fault of its own.
     */
    record TooLarge(int room) implements Ending {}

    /** The explorer has rewritten the program wrongly, which is no fault of the program's. */
    record Misrewritten(LinkageError error) implements Ending {}

    /** What can go wrong with an execution. */
    enum Kind {
        DEADLOCK("deadlock"),
        PARTIAL_DEADLOCK("partial deadlock"),
        LIVELOCK("livelock"),
        UNCAUGHT_EXCEPTION("uncaught exception"),
        FAILED_CHECK("failed check"),
        DATA_RACE("data race"),
        UNCONTROLLED("uncontrolled nondeterminism");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * A thread at the moment of the failure.
     *
     * @param state what it does, in words
     * @param holds the locks that it holds
     * @param waitsFor what it waits for; empty when it does not wait
     * @param frames those of the program where it waits, the innermost first; empty when it does
     *     not wait, or the execution was not run to be shown
     */
    record ThreadView(
            String name, String state, List<String> holds, String waitsFor, List<Frame> frames) {}
}
