// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.rewriting.Scope;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Workload;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is explored. */
public sealed interface Subject {

    /** How it is called in reports. */
    String id();

    /** What the random numbers of the program are drawn from. */
    long seed();

    /** Which part of it is explored. */
    default Scope scope() {
        return Scope.ALL;
    }

    /**
     * The variant of a workload, or what is done with an object; empty for a class of the user's
     * own.
     */
    default String variant() {
        return "";
    }

    /**
     * On one line all that tells it from others, but for its code: a schedule is one of the subject
     * that it was found with.
     */
    default String description() {
        Stream<String> values =
                values().entrySet().stream().map(value -> value.getKey() + "=" + value.getValue());
        return Stream.of(Stream.of(id(), variant()), values, Stream.of("seed " + seed()))
                .flatMap(part -> part)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "))
                .replaceAll("\\R", " ");
    }

    /** The values of the parameters of a workload; empty for anything else. */
    default Map<String, Object> values() {
        return Map.of();
    }

    /**
     * A workload as it stands in the catalogue.
     *
     * @param variant one of its variants
     */
    record OfWorkload(Workload workload, String variant, Parameters parameters, long seed)
            implements Subject {

        @Override
        public String id() {
            return workload.spec().id();
        }

        @Override
        public Map<String, Object> values() {
            return parameters.asValues();
        }

        /**
         * A workload with the parameters that make it small enough to be searched, changed as
         * given.
         *
         * @throws dev.tandem.spi.TandemException.Usage for an unknown variant or parameter or a
         *     value that is not allowed
         */
        public static OfWorkload of(
                Workload workload, String variant, Map<String, String> given, long seed) {
            var spec = workload.spec();
            Map<String, String> values = new java.util.LinkedHashMap<>();
            spec.exploration().ifPresent(exploration -> values.putAll(exploration.parameters()));
            values.putAll(given);
            return new OfWorkload(
                    workload,
                    spec.variant(variant).id(),
                    Parameters.of(spec.parameters(), values),
                    seed);
        }
    }

    /**
     * An object of a class of the user's own.
     *
     * @param className with dots; the class has a constructor without arguments
     * @param loader as that of {@link OfClass}
     * @param use what is done with it
     */
    record OfObject(String className, ClassLoader loader, long seed, Use use) implements Subject {

        @Override
        public String id() {
            return className;
        }

        @Override
        public String variant() {
            return use.name();
        }
    }

    /**
     * A {@link Runnable}, a {@code main} or a method of a class of the user's own.
     *
     * @param className as {@link Class#getName} has it
     * @param method empty for {@code run} of a {@code Runnable}, or else {@code main}
     * @param arguments one for each parameter of the method
     * @param loader where the class file is found; the class itself is never initialised by this
     *     loader
     */
    record OfClass(
            String className,
            String method,
            List<Argument> arguments,
            ClassLoader loader,
            long seed,
            Scope scope)
            implements Subject {

        /** The seed that is taken where none is given. */
        private static final long DEFAULT_SEED = 42;

        public OfClass(String className, String method, ClassLoader loader, long seed) {
            this(className, method, List.of(), loader, seed, Scope.ALL);
        }

        /**
         * @throws dev.tandem.spi.TandemException.Usage when the class itself is left out
         */
        public OfClass within(Scope other) {
            if (other.leavesOut(className)) {
                throw new TandemException.Usage(
                        className + " is what is explored; it can't be left out of that");
            }
            return new OfClass(className, method, arguments, loader, seed, other);
        }

        public OfClass(String className, String method, ClassLoader loader) {
            this(className, method, loader, DEFAULT_SEED);
        }

        @Override
        public String id() {
            String given =
                    arguments.stream()
                            .map(Argument::toString)
                            .collect(Collectors.joining(", ", "(", ")"));
            return method.isEmpty()
                    ? className
                    : className + "#" + method + (arguments.isEmpty() ? "" : given);
        }
    }
}
