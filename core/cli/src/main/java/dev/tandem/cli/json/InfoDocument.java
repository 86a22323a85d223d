// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.json;

import dev.tandem.spi.Availability.Unavailable;
import dev.tandem.spi.Domain;
import dev.tandem.spi.JobSpec;
import dev.tandem.spi.Label;
import dev.tandem.spi.Need;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.WorkloadSpec;
import io.avaje.jsonb.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code info --json} prints.
 *
 * @param kind {@code job} or {@code workload}
 * @param notes what it was in the course notes; empty when they do not have it
 * @param teaches the names of the types that it shows in use
 * @param exploration how the explorer drives it by default; null when it cannot
 * @param source its file, then those of its package that it names; null when not asked for
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
        boolean explorable,
        String notes,
        List<String> teaches,
        List<NeedEntry> needs,
        @Nullable ExplorationEntry exploration,
        @Nullable List<SourceFile> source) {

    /**
     * @param kind what a value looks like: {@code 1..10}, {@code a|b}
     * @param value the default, as it is written on the command line
     * @param type one of the words for that, such as {@code integer} or {@code duration}
     * @param minimum null where there is none
     * @param maximum null where there is none
     * @param choices all values there are; empty where they are too many
     * @param defaultValue a number, a boolean or text, as {@code run --json} has it
     */
    @Json
    public record ParameterEntry(
            String name,
            String description,
            String kind,
            @Json.Property("default") String value,
            String type,
            @Nullable Object minimum,
            @Nullable Object maximum,
            List<String> choices,
            Object defaultValue) {

        static <T> ParameterEntry of(Parameter<T> parameter) {
            Domain<T> domain = parameter.domain();
            List<Object> ends =
                    domain.choices().isEmpty()
                            ? domain.bounds().stream().map(end -> plain(domain, end)).toList()
                            : List.of();
            return new ParameterEntry(
                    parameter.name(),
                    parameter.description(),
                    domain.kind(),
                    parameter.defaultText(),
                    type(domain),
                    ends.isEmpty() ? null : ends.getFirst(),
                    ends.isEmpty() ? null : ends.getLast(),
                    domain.choices(),
                    plain(domain, parameter.defaultValue()));
        }

        private static <T> Object plain(Domain<T> domain, T value) {
            return value instanceof Number || value instanceof Boolean
                    ? value
                    : domain.write(value);
        }

        private static String type(Domain<?> domain) {
            return switch (domain) {
                case Domain.Whole whole -> "integer";
                case Domain.Real real -> "number";
                case Domain.Time time -> "duration";
                case Domain.Choice choice -> "choice";
                case Domain.Flag flag -> "boolean";
                case Domain.Text text -> "text";
            };
        }
    }

    /**
     * What a machine must have.
     *
     * @param reason why this one does not; null when it does
     * @param remedy null when it does
     */
    @Json
    public record NeedEntry(
            String title, boolean available, @Nullable String reason, @Nullable String remedy) {

        static NeedEntry of(Need need) {
            return need.availability() instanceof Unavailable(String reason, String remedy)
                    ? new NeedEntry(need.title(), false, reason, remedy)
                    : new NeedEntry(need.title(), true, null, null);
        }
    }

    /**
     * @param parameters the values that differ from the defaults, as they are written
     * @param level the level of detail, as {@code --level} takes it
     */
    @Json
    public record ExplorationEntry(Map<String, String> parameters, String level) {}

    /**
     * @param file its path in the source folder
     */
    @Json
    public record SourceFile(String file, String text) {}

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

    public static InfoDocument of(WorkloadSpec spec, @Nullable List<SourceFile> source) {
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
                spec.exploration().isPresent(),
                spec.notes(),
                spec.teaches().stream().map(Class::getName).toList(),
                spec.needs().stream().map(NeedEntry::of).toList(),
                spec.exploration()
                        .map(e -> new ExplorationEntry(e.parameters(), Documents.word(e.level())))
                        .orElse(null),
                source);
    }

    public static InfoDocument of(JobSpec spec, @Nullable List<SourceFile> source) {
        return new InfoDocument(
                spec.id(),
                "job",
                spec.title(),
                spec.lesson(),
                parameters(spec.parameters()),
                List.of(),
                List.of(),
                false,
                false,
                "",
                List.of(),
                spec.needs().stream().map(NeedEntry::of).toList(),
                null,
                source);
    }

    private static List<ParameterEntry> parameters(List<Parameter<?>> parameters) {
        List<ParameterEntry> entries = new ArrayList<>();
        parameters.forEach(parameter -> entries.add(ParameterEntry.of(parameter)));
        return entries;
    }
}
