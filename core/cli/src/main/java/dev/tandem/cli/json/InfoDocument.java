// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.json;

import dev.tandem.spi.JobSpec;
import dev.tandem.spi.Label;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.WorkloadSpec;
import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code info --json} prints.
 *
 * @param kind {@code job} or {@code workload}
 * @param isolated whether each run has a process of its own
 * @param explorable whether the explorer can drive it
 */
@Json
public record InfoDocument(
        String id,
        String kind,
        String title,
        String lesson,
        List<ParameterEntry> parameters,
        List<VariantEntry> variants,
        List<ExpectationEntry> expectations,
        boolean isolated,
        boolean explorable) {

    /**
     * @param kind what a value looks like: {@code 1..10}, {@code a|b}
     * @param value the default, as it is written on the command line
     */
    @Json
    public record ParameterEntry(
            String name, String description, String kind, @Json.Property("default") String value) {}

    /**
     * @param flaw the forbidden outcome that the variant can have; null when it is correct
     */
    @Json
    public record VariantEntry(
            String id,
            String title,
            @Nullable String flaw,
            @Json.Property("default") boolean isDefault) {}

    @Json
    public record ExpectationEntry(String label, String grade, String reason) {}

    public static InfoDocument of(WorkloadSpec spec) {
        return new InfoDocument(
                spec.id(),
                "workload",
                spec.title(),
                spec.lesson(),
                parameters(spec.parameters()),
                spec.variants().stream()
                        .map(v ->
                                new VariantEntry(
                                        v.id(),
                                        v.title(),
                                        v.flaw().map(Label::name).orElse(null),
                                        v.equals(spec.defaultVariant())))
                        .toList(),
                spec.expectations().stream()
                        .map(e -> new ExpectationEntry(e.name(), e.grade().name(), e.reason()))
                        .toList(),
                spec.isolated(),
                spec.exploration().isPresent());
    }

    public static InfoDocument of(JobSpec spec) {
        return new InfoDocument(
                spec.id(),
                "job",
                spec.title(),
                spec.lesson(),
                parameters(spec.parameters()),
                List.of(),
                List.of(),
                false,
                false);
    }

    private static List<ParameterEntry> parameters(List<Parameter<?>> parameters) {
        return parameters.stream()
                .map(p ->
                        new ParameterEntry(
                                p.name(), p.description(), p.domain().kind(), p.defaultText()))
                .toList();
    }
}
