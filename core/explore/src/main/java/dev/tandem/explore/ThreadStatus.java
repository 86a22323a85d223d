// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.world.Snapshot;
import java.util.List;

/**
 * A thread between two steps of an execution, as read off the world.
 *
 * @param operation what it does next or, when it waits, is in the middle of; {@code begins} when it
 *     has not begun
 * @param place {@code File.java:12}; empty where there is none
 * @param holds the locks and monitors that it holds
 * @param waitsFor what it waits for; empty when it does not wait
 * @param heldBy the thread that has that; empty when there is no such
 */
public record ThreadStatus(
        String name,
        State state,
        String operation,
        String place,
        List<String> holds,
        String waitsFor,
        String heldBy) {

    /** Whether a thread can take the next step. */
    public enum State {
        READY("can go on"),
        /** It has yielded, and is not chosen before the others have moved. */
        YIELDED("lets the others go first"),
        WAITING("waits"),
        /** It waits with a time limit. Time passes when nobody can go on. */
        WAITING_WITH_LIMIT("waits with a time limit"),
        /** The execution has ended before it went on. */
        STOPPED("would go on"),
        ENDED("has ended");

        private final String words;

        State(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }

        static State of(Snapshot.ThreadSnapshot snapshot) {
            if (snapshot.ended()) {
                return ENDED;
            }
            if (!snapshot.waitsFor().isEmpty()) {
                return snapshot.timed() ? WAITING_WITH_LIMIT : WAITING;
            }
            return snapshot.canGoOn() ? READY : snapshot.yielded() ? YIELDED : STOPPED;
        }
    }

    /** Why it can or cannot go on, to be read after its name. */
    public String why() {
        return waitsFor.isEmpty()
                ? state.toString()
                : "waits for "
                        + waitsFor
                        + (heldBy.isEmpty()
                                ? ""
                                : ", held by " + (heldBy.equals(name) ? "itself" : heldBy))
                        + (state == State.WAITING_WITH_LIMIT ? ", with a time limit" : "");
    }

    public boolean isReady() {
        return state == State.READY;
    }
}
