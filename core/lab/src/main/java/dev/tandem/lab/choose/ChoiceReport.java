// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import dev.tandem.lab.compare.ComparisonReport;
import dev.tandem.lab.compare.ComparisonReport.Stop;
import dev.tandem.lab.compare.Machine;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of a choice. What was not reached before it was stopped is empty.
 *
 * @param forecasts one for each model that was to choose from, in the order of the request
 * @param comparison of those that could win
 * @param limit what limits the model that is advised
 * @param advice empty when nothing was measured that meets the needs
 */
public record ChoiceReport(
        ChoiceRequest request,
        Machine machine,
        Stop stop,
        Optional<PartProfile> profile,
        Optional<Scaling> scaling,
        List<Forecast> forecasts,
        Optional<ComparisonReport> comparison,
        Optional<Limit> limit,
        Optional<Advice> advice,
        long nanos) {

    /** How many times were measured of which there was a prediction. */
    public long graded() {
        return forecasts.stream().filter(f -> f.isInside().isPresent()).count();
    }

    /** How many of them lie in the interval that was predicted. */
    public long inside() {
        return forecasts.stream().filter(f -> f.isInside().orElse(false)).count();
    }
}
