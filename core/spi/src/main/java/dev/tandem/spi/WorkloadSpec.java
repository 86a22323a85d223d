package dev.tandem.spi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a workload is, without running it.
 *
 * @param id the chapter's id, a dot and a name in lower case with hyphens: {@code
 *     sync.philosophers}
 * @param title a few words
 * @param lesson one paragraph: what one should have understood after running it
 * @param variants at least one; the default is the first that has no flaw
 * @param expectations every outcome that can be observed
 * @param isolated whether a run can end in a state that nothing can cancel, so that it needs a
 *     process of its own
 * @param exploration how the explorer should drive it, if it can
 */
public record WorkloadSpec(
        String id,
        String title,
        String lesson,
        List<Parameter<?>> parameters,
        List<Variant> variants,
        List<Expectation> expectations,
        boolean isolated,
        Optional<Exploration> exploration) {

    /**
     * How the explorer drives a workload by default.
     *
     * @param parameters values that make the program small enough to be searched whole
     * @param level the least level of detail at which the flaw of the broken variant shows
     * @param bounded the variants that are too large all the same, each with the reason; all others
     *     without a flaw are searched whole
     */
    public record Exploration(
            Map<String, String> parameters, Level level, Map<String, String> bounded) {}

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

    public static Builder of(String id) {
        return new Builder(id);
    }

    /** The variant that runs unless another is asked for. */
    public Variant defaultVariant() {
        return variants.stream().filter(v -> !v.isFlawed()).findFirst().orElse(variants.getFirst());
    }

    /**
     * @throws TandemException.Usage when there is no such variant
     */
    public Variant variant(String id) {
        return variants.stream()
                .filter(v -> v.id().equals(id))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> names = variants.stream().map(Variant::id).toList();
                    return new TandemException.Usage(Suggestions.unknown("variant", id, names));
                });
    }

    /**
     * The declaration of an outcome; one that nobody declared comes back graded {@link
     * Grade#UNDECLARED}.
     */
    public Expectation expectation(String label) {
        return expectations.stream()
                .filter(e -> e.label().equals(label))
                .findFirst()
                .orElseGet(() ->
                        new Expectation(
                                label, Grade.UNDECLARED, "no expectation names this outcome"));
    }

    /** Collects a specification. {@link #build} refuses one that contradicts itself. */
    public static final class Builder {
        private final String id;
        private String title = "";
        private String lesson = "";
        private final List<Parameter<?>> parameters = new ArrayList<>();
        private final List<Variant> variants = new ArrayList<>();
        private final List<Expectation> expectations = new ArrayList<>();
        private boolean isolated;
        private Optional<Exploration> exploration = Optional.empty();

        private Builder(String id) {
            this.id = id;
        }

        public Builder title(String text) {
            title = text;
            return this;
        }

        /** One paragraph; line breaks and runs of spaces count as one space. */
        public Builder lesson(String text) {
            lesson = text.strip().replaceAll("\\s+", " ");
            return this;
        }

        public Builder parameters(Parameter<?>... declared) {
            parameters.addAll(List.of(declared));
            return this;
        }

        /** A correct way of writing the workload. */
        public Builder variant(String id, String title) {
            variants.add(new Variant(id, title, Optional.empty()));
            return this;
        }

        /** A broken way of writing it, which can produce the forbidden outcome {@code flaw}. */
        public Builder flawed(String id, String title, String flaw) {
            variants.add(new Variant(id, title, Optional.of(flaw)));
            return this;
        }

        public Builder acceptable(String label, String reason) {
            return expect(new Expectation(label, Grade.ACCEPTABLE, reason));
        }

        public Builder interesting(String label, String reason) {
            return expect(new Expectation(label, Grade.INTERESTING, reason));
        }

        public Builder forbidden(String label, String reason) {
            return expect(new Expectation(label, Grade.FORBIDDEN, reason));
        }

        private Builder expect(Expectation expectation) {
            expectations.add(expectation);
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
         * The workload does nothing but compute and synchronise; names and values follow each
         * other.
         */
        public Builder explorable(Level level, String... parameters) {
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = 0; i < parameters.length; i += 2) {
                values.put(parameters[i], parameters[i + 1]);
            }
            exploration = Optional.of(new Exploration(values, level, Map.of()));
            return this;
        }

        /**
         * A variant of a workload that is {@link #explorable} cannot be searched whole in
         * reasonable time.
         *
         * @throws IllegalStateException when nothing has been said about exploring
         */
        public Builder bounded(String variant, String why) {
            Exploration before =
                    exploration.orElseThrow(
                            () -> new IllegalStateException("say what is explorable first"));
            Map<String, String> bounded = new LinkedHashMap<>(before.bounded());
            bounded.put(variant, why);
            exploration =
                    Optional.of(new Exploration(before.parameters(), before.level(), bounded));
            return this;
        }

        /**
         * @throws IllegalArgumentException when a name stands twice, a flaw is not a forbidden
         *     outcome, or something is missing
         */
        public WorkloadSpec build() {
            check(
                    id.matches("[a-z][a-z0-9]*\\.[a-z][a-z0-9-]*"),
                    "the id is chapter.name in lower case");
            check(!title.isBlank() && !lesson.isBlank(), "title and lesson are missing");
            check(!expectations.isEmpty(), "no outcome is declared");
            unique(parameters.stream().map(Parameter::name).toList());
            unique(variants.stream().map(Variant::id).toList());
            unique(expectations.stream().map(Expectation::label).toList());
            List<Variant> all = variants.isEmpty() ? List.of(Variant.ONLY) : List.copyOf(variants);
            Set<String> ids = all.stream().map(Variant::id).collect(Collectors.toSet());
            check(
                    exploration.map(e -> ids.containsAll(e.bounded().keySet())).orElse(true),
                    "what is said to be bounded is no variant");
            var spec =
                    new WorkloadSpec(
                            id,
                            title,
                            lesson,
                            List.copyOf(parameters),
                            all,
                            List.copyOf(expectations),
                            isolated,
                            exploration);
            for (Variant variant : all) {
                variant.flaw()
                        .ifPresent(flaw ->
                                check(
                                        spec.expectation(flaw).grade() == Grade.FORBIDDEN,
                                        "the flaw " + flaw + " is not forbidden"));
            }
            exploration.ifPresent(e -> Parameters.of(spec.parameters(), e.parameters()));
            return spec;
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
