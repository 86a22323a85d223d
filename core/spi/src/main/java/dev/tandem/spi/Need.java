// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.util.function.Supplier;

/**
 * Something that a machine must have for a workload or a job to run, and that not every machine
 * has. Declared in the specification, so that it is known without running anything.
 *
 * @param title what it is, in a few words: {@code real fork}, {@code OpenCL}
 * @param check looks for it; quick, starts nothing and leaves nothing open
 */
public record Need(String title, Supplier<Availability> check) {

    /** Whether this machine has it. */
    public Availability availability() {
        return check.get();
    }

    /** The first of the needs that this machine does not meet; available when it meets all. */
    static Availability unmet(Iterable<Need> needs) {
        for (Need need : needs) {
            Availability availability = need.availability();
            if (!availability.isAvailable()) {
                return availability;
            }
        }
        return Availability.available();
    }
}
