// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.json;

import dev.tandem.lab.run.Repetition;
import dev.tandem.lab.run.Repetition.Frequency;
import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code run --repeat --json} prints.
 *
 * @param seed that of the first run; each of the others has the one that follows
 * @param wanted how many runs there were to be
 * @param runs how many there have been
 * @param ending {@code completed} or {@code cancelled}
 * @param outcomes the most frequent first
 */
@Json
public record RepetitionDocument(
        String id,
        String variant,
        long seed,
        Map<String, Object> parameters,
        int wanted,
        int runs,
        String ending,
        List<Entry> outcomes,
        long nanos) {

    /**
     * The fields of {@link RunDocument}, of the first run that came to it, and how often one did.
     *
     * @param share from 0 to 1
     * @param seed that of the first run that came to it
     */
    @Json
    public record Entry(
            @Nullable String outcome,
            @Nullable String grade,
            @Nullable String reason,
            @Nullable String remedy,
            String ending,
            int count,
            double share,
            long seed) {}

    public static RepetitionDocument of(Repetition repetition) {
        var request = repetition.request();
        int runs = repetition.runs();
        return new RepetitionDocument(
                request.workload().spec().id(),
                request.variant().id(),
                request.seed(),
                request.parameters().asValues(),
                repetition.wanted(),
                runs,
                repetition.cancelled() ? "cancelled" : "completed",
                repetition.frequencies().stream().map(f -> entry(f, runs)).toList(),
                repetition.nanos());
    }

    private static Entry entry(Frequency frequency, int runs) {
        RunDocument example = RunDocument.of(frequency.example());
        return new Entry(
                example.outcome(),
                example.grade(),
                example.reason(),
                example.remedy(),
                example.ending(),
                frequency.count(),
                (double) frequency.count() / runs,
                example.seed());
    }
}
