// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import dev.tandem.spi.Availability;
import dev.tandem.spi.Need;
import dev.tandem.spi.os.Image;

/** What only a JVM tells of its virtual threads. */
final class JvmNeeds {

    /** Events that the JDK records, such as that a carrier was pinned. */
    static final Need FLIGHT_RECORDER = onJvm("the flight recorder");

    /** The bean of the scheduler of virtual threads. */
    static final Need SCHEDULER_BEAN = onJvm("the bean of the scheduler");

    private JvmNeeds() {}

    private static Need onJvm(String title) {
        return new Need(
                title,
                () ->
                        Image.RUNS
                                ? Availability.unavailable(
                                        "a native image does not have " + title,
                                        "run it with --launch jvm")
                                : Availability.available());
    }
}
