// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.json;

import dev.tandem.explore.Failure;
import dev.tandem.explore.linearizable.Counterexample;
import dev.tandem.explore.linearizable.Report;
import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code explore --linearizable --json} prints.
 *
 * @param bounded how many scenarios were not explored to the end
 * @param leftOut the methods that were not called, as no values are known for their parameters
 */
@Json
public record LinearizableDocument(
        String type,
        String model,
        long seed,
        int scenarios,
        int bounded,
        long executions,
        long histories,
        long nanos,
        List<String> leftOut,
        @Nullable CounterexampleEntry counterexample) {

    /**
     * A scenario that goes wrong.
     *
     * @param columns one for each thread, as {@code heads} calls them, with the operations and
     *     their results
     */
    @Json
    public record CounterexampleEntry(
            String scenario,
            List<String> heads,
            List<List<String>> columns,
            String kind,
            String message,
            String schedule) {}

    public static LinearizableDocument of(Report report) {
        return new LinearizableDocument(
                report.question().type().getName(),
                report.question().model().getName(),
                report.question().seed(),
                report.scenarios(),
                report.bounded(),
                report.executions(),
                report.histories(),
                report.nanos(),
                report.leftOut(),
                report.counterexample().map(LinearizableDocument::entry).orElse(null));
    }

    private static CounterexampleEntry entry(Counterexample found) {
        return new CounterexampleEntry(
                found.scenario(),
                found.table().heads(),
                found.table().columns(),
                found.result().failure().map(failure -> Documents.word(failure.kind())).orElse(""),
                found.result().failure().map(Failure::message).orElse(""),
                found.result().failure().map(Failure::schedule).orElse(""));
    }
}
