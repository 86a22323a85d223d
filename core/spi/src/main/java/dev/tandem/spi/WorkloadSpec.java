// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a workload is, without running it.
 *
 * @param id the chapter's id, a dot and a name in lower case with hyphens: {@code
 *     sync.philosophers}
 * @param title a few words
 * @param lesson one paragraph: what one should have understood after running it
 * @param notes what it was in the course notes; empty when they do not have it
 * @param teaches the types of the JDK or of a library that it shows in use
 * @param variants at least one
 * @param expectations every outcome that can be observed
 * @param needs what a machine must have for it
 * @param isolated whether a run can end in a state that nothing can cancel, so that it needs a
 *     process of its own
 * @param exploration how the explorer should drive it, if it can
 */
public record WorkloadSpec(
        String id,
        String title,
        String lesson,
        String notes,
        List<Class<?>> teaches,
        List<Parameter<?>> parameters,
        List<Variant<?>> variants,
        List<Label> expectations,
        List<Need> needs,
        boolean isolated,
        Optional<Exploration> exploration) {

    /**
     * How the explorer drives a workload by default.
     *
     * @param parameters values that make the program small enough to be searched whole
     * @param level the least level of detail at which the flaw of the broken variant shows
     */
    public record Exploration(Map<String, String> parameters, Level level) {}

    /** Which operations are points of choice for the explorer. */
    public enum Level {
        /** Blocking operations and entries into {@code java.util.concurrent}. */
        SYNC,
        /**
         * Every access to a volatile field or through a handle, those inside {@code
         * java.util.concurrent} included.
         */
        VOLATILE,
        /**
         * Those of {@link #SYNC} and every access of the program, and of the collections of {@code
         * java.util}, to a field or an array; calls into {@code java.util.concurrent} are one step
         * each.
         */
        MEMORY
    }

    /** In one line, which is made when it is asked for: most commands show no lesson. */
    @Override
    public String lesson() {
        return Prose.paragraph(lesson);
    }

    /**
     * @param lesson one paragraph; line breaks and runs of spaces count as one space
     */
    public static Builder of(String id, String title, String lesson) {
        return new Builder(id, title, lesson);
    }

    /** The variant that runs unless another is asked for: the first that has no flaw. */
    public Variant<?> defaultVariant() {
        return variants.stream().filter(v -> !v.isFlawed()).findFirst().orElse(variants.getFirst());
    }

    /**
     * @throws TandemException.Usage when there is no such variant
     */
    public Variant<?> variant(String id) {
        return Variants.find(variants, id);
    }

    /** Whether there is more than one way in which it is written. */
    public boolean hasVariants() {
        return !variants.equals(List.of(Variant.ONLY));
    }

    /**
     * The declaration of an outcome; one that nobody declared comes back graded {@link
     * Grade#UNDECLARED}.
     */
    public Label expectation(String name) {
        return expectations.stream()
                .filter(label -> label.name().equals(name))
                .findFirst()
                .orElseGet(() -> Label.undeclared(name));
    }

    /** Whether this machine has what the workload needs. */
    public Availability availability() {
        return Need.unmet(needs);
    }

    /** Collects a specification. {@link #build} refuses one that contradicts itself. */
    public static final class Builder {
        private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*\\.[a-z][a-z0-9-]*");

        private final String id;
        private final String title;
        private final String lesson;
        private String notes = "";
        private final List<Class<?>> teaches = new ArrayList<>();
        private final List<Parameter<?>> parameters = new ArrayList<>();
        private final List<Variant<?>> variants = new ArrayList<>();
        private final List<Label> expectations = new ArrayList<>();
        private final List<Need> needs = new ArrayList<>();
        private boolean isolated;
        private Optional<Exploration> exploration = Optional.empty();

        private Builder(String id, String title, String lesson) {
            this.id = id;
            this.title = title;
            this.lesson = lesson;
        }

        public Builder with(Parameter<?>... declared) {
            parameters.addAll(List.of(declared));
            return this;
        }

        public Builder with(Variants<?> declared) {
            variants.addAll(declared.all());
            return this;
        }

        public Builder with(Label... declared) {
            expectations.addAll(List.of(declared));
            return this;
        }

        /** What a machine must have for a run. */
        public Builder needs(Need... declared) {
            needs.addAll(List.of(declared));
            return this;
        }

        /** The types that a reader should know better afterwards. */
        public Builder teaches(Class<?>... types) {
            teaches.addAll(List.of(types));
            return this;
        }

        /** What the workload was in the course notes, such as the title of the example. */
        public Builder notes(String text) {
            notes = text;
            return this;
        }

        /**
         * The run can reach a state that interruption does not end; it gets a process of its own.
         */
        public Builder isolated() {
            isolated = true;
            return this;
        }

        /**
         * The workload does nothing but compute and synchronise, and is searched whole with these
         * values, but for the variants that say that they are {@link Variant#bounded}.
         */
        public Builder explorable(Level level, Parameter.Setting<?>... small) {
            Map<String, String> values = new LinkedHashMap<>();
            for (Parameter.Setting<?> setting : small) {
                values.put(setting.name(), setting.text());
            }
            exploration = Optional.of(new Exploration(values, level));
            return this;
        }

        /**
         * @throws IllegalArgumentException when a name stands twice, something is used that is not
         *     declared, or something is missing
         */
        public WorkloadSpec build() {
            check(ID.matcher(id).matches(), "the id is chapter.name in lower case");
            check(!title.isBlank() && !lesson.isBlank(), "title and lesson are missing");
            check(!expectations.isEmpty(), "no outcome is declared");
            unique(parameters.stream().map(Parameter::name).toList());
            unique(variants.stream().map(Variant::id).toList());
            unique(expectations.stream().map(Label::name).toList());
            for (Variant<?> variant : variants) {
                check(
                        variant.flaw().map(expectations::contains).orElse(true),
                        "the flaw of " + variant.id() + " is not declared");
                check(
                        variant.bounded().isEmpty() || exploration.isPresent(),
                        variant.id() + " is said to be bounded, and nothing is explorable");
            }
            exploration.ifPresent(e -> Parameters.of(parameters, e.parameters()));
            return new WorkloadSpec(
                    id,
                    title,
                    lesson,
                    notes,
                    List.copyOf(teaches),
                    List.copyOf(parameters),
                    variants.isEmpty() ? List.of(Variant.ONLY) : List.copyOf(variants),
                    List.copyOf(expectations),
                    List.copyOf(needs),
                    isolated,
                    exploration);
        }

        private void unique(List<String> names) {
            Set<String> seen = new LinkedHashSet<>();
            for (String name : names) {
                check(seen.add(name), "the name " + name + " stands twice");
            }
        }

        private void check(boolean holds, String message) {
            if (!holds) {
                throw new IllegalArgumentException("workload " + id + ": " + message);
            }
        }
    }
}
