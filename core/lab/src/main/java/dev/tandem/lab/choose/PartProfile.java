// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import dev.tandem.lab.profile.Profile.Wait;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a part of a job takes while no other runs; times in nanoseconds.
 *
 * @param parts how many there are
 * @param wall how long parts take; of parts that take microseconds, the means of neighbours
 * @param cpu for how long they have a processor
 * @param meanWall of a part
 * @param meanCpu of a part
 * @param waitingShare the share of the time in which they wait for something else than a processor
 * @param allocatedBytes on the heap, by a part in the mean; empty where that is not known
 * @param waits what was waited for while the most threads were at work; empty when there was little
 *     waiting, or nobody could tell
 */
public record PartProfile(
        int parts,
        Spread wall,
        Spread cpu,
        double meanWall,
        double meanCpu,
        double waitingShare,
        OptionalDouble allocatedBytes,
        Optional<List<Wait>> waits) {

    /** What a part would take if it never had to wait for a processor, the mean. */
    public double servedNanos() {
        return meanCpu + waitingShare * meanWall;
    }

    static PartProfile of(Pass alone, Optional<List<Wait>> waits) {
        int parts = alone.digests().length;
        double total = alone.meanWall() * parts;
        return new PartProfile(
                parts,
                Spread.of(alone.wall()),
                Spread.of(alone.cpu()),
                alone.meanWall(),
                Math.max(1, alone.meanCpu()),
                Math.clamp(alone.waitingNanos() / Math.max(1, total), 0, 1),
                alone.allocatedBytes().isPresent()
                        ? OptionalDouble.of((double) alone.allocatedBytes().getAsLong() / parts)
                        : OptionalDouble.empty(),
                waits);
    }
}
