// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import dev.tandem.spi.TandemException;

/**
 * What may happen to a program though none of its threads does it, and the documentation of the JDK
 * permits it.
 *
 * @param spurious how often at most, in one execution, {@code Object.wait}, {@code Condition.await}
 *     or {@code LockSupport.park} returns, or a weak {@code compareAndSet} fails, for no reason
 * @param time when waits with a time limit end
 */
public record Environment(int spurious, Time time) {

    /** When time passes. */
    public enum Time {
        /** At any moment: the clock is one more that may be chosen. */
        ANY,
        /** When nobody can go on. */
        IDLE
    }

    private static final int MOST = 9_999;

    public Environment {
        if (spurious < 0 || spurious > MOST) {
            throw new TandemException.Usage(
                    "--spurious is a number from 0 to " + MOST + ", not " + spurious);
        }
    }

    /** Nothing happens for no reason, and time passes when nobody can go on. */
    public static final Environment CALM = new Environment(0, Time.IDLE);

    /** One thing happens for no reason, and time passes at any moment. */
    public static final Environment USUAL = new Environment(1, Time.ANY);
}
