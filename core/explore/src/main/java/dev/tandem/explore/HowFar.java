// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.ExplorationResult.Stop;
import java.util.Locale;

/** How far a search has come that was to prove more than one before it, in words. */
final class HowFar {

    private HowFar() {}

    /**
     * @param aim what it was for, such as {@code at the level memory}
     */
    static String of(String aim, ExplorationResult result) {
        String where = "nothing is proved " + aim + ": ";
        if (result.failure().isPresent()) {
            return where + result.failure().get().message();
        }
        String why =
                result.stop() == Stop.CANCELLED
                        ? "cancelled"
                        : "stopped by the limit of " + result.limit();
        return String.format(
                Locale.ROOT,
                "%s%s, without a failure in %,d executions",
                where,
                why,
                result.executions());
    }

    /** The search has not even begun. */
    static String nothing(String aim) {
        return "nothing is proved " + aim + ": no time was left for it";
    }
}
