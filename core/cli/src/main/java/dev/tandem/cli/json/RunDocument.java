// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.json;

import dev.tandem.lab.run.RunReport;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.TandemException;
import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code run --json} prints.
 *
 * @param outcome the label of what was observed; null when there was nothing to observe
 * @param grade null without an outcome
 * @param reason why the outcome has its grade, or why there is none
 * @param remedy what would make the workload available; null when it is
 * @param ending {@code completed}, {@code timed-out} or {@code cancelled}
 * @param evidence with a map in place of a picture, its kind under {@code picture}
 */
@Json
public record RunDocument(
        String id,
        String variant,
        long seed,
        Map<String, Object> parameters,
        @Nullable String outcome,
        @Nullable String grade,
        @Nullable String reason,
        @Nullable String remedy,
        String ending,
        Map<String, Object> evidence,
        List<Step> events,
        long nanos) {

    /**
     * @param t nanoseconds since the run began
     */
    @Json
    public record Step(long t, long pid, String thread, String text) {}

    public static RunDocument of(RunReport report) {
        var request = report.request();
        List<Step> steps =
                report.events().stream()
                        .map(e ->
                                new Step(
                                        e.nanos() - report.startNanos(),
                                        e.pid(),
                                        e.thread(),
                                        e.text()))
                        .toList();
        String label = null;
        String reason;
        String remedy = null;
        Map<String, Object> evidence = Map.of();
        switch (report.outcome()) {
            case Outcome.Observed observed -> {
                label = observed.label();
                evidence = Evidence.of(observed.evidence());
                reason = report.expectation().map(Label::reason).orElse("");
            }
            case Outcome.Unavailable unavailable -> {
                reason = unavailable.reason();
                remedy = unavailable.remedy();
            }
            case Outcome.Failed failed -> reason = TandemException.told(failed.error());
        }
        return new RunDocument(
                request.workload().spec().id(),
                request.variant().id(),
                request.seed(),
                request.parameters().asValues(),
                label,
                report.expectation().map(e -> e.grade().name()).orElse(null),
                reason,
                remedy,
                Documents.word(report.ending()),
                evidence,
                steps,
                report.nanos());
    }
}
