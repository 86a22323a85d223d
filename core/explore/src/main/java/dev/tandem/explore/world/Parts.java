// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

/**
 * A world and its parts, as the rewritten code reaches them. A record, because the compiler of the
 * JVM takes the fields of a record that it knows as constants: then a step costs no load for them.
 */
public record Parts(
        World world,
        Ledger ledger,
        Scheduler scheduler,
        Fairness fairness,
        Spins spins,
        Threads threads,
        Monitors monitors,
        Initialisers initialisers,
        Watch watch,
        Outside outside,
        Locations locations,
        Spurious spurious) {}
