// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.world.Ending.Broken;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.spi.Label;
import java.util.Optional;

/**
 * What a player is to reach: the flaw of a variant that has one, or else an end without a failure.
 *
 * @param flaw the label of the outcome that the variant declares; empty when it declares none
 */
record Objective(Optional<String> flaw) {

    static Objective of(Subject subject) {
        return new Objective(
                subject instanceof Subject.OfWorkload w
                        ? w.workload().spec().variant(w.variant()).flaw().map(Label::name)
                        : Optional.empty());
    }

    boolean isReachedBy(Verdict verdict) {
        Broken failure = verdict.failure();
        if (flaw.isEmpty() || failure == null) {
            return flaw.isEmpty() && failure == null;
        }
        // The explorer sees a deadlock before a workload that looks for one can report it.
        boolean deadlock =
                failure.kind() == Kind.DEADLOCK || failure.kind() == Kind.PARTIAL_DEADLOCK;
        return verdict.label().equals(flaw.get()) || (deadlock && flaw.get().contains("deadlock"));
    }

    @Override
    public String toString() {
        return flaw.map(label -> "reach " + label).orElse("reach the end without a failure");
    }
}
