// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.time.Duration;
import java.util.List;

/**
 * A typed parameter of a workload or job, which is also the key under which its value is read.
 *
 * @param name lower case with hyphens
 * @param domain the values that it takes, the default among them
 */
public record Parameter<T>(String name, String description, Domain<T> domain, T defaultValue) {

    /**
     * A value for a parameter, such as one with which the explorer drives a workload.
     *
     * @param value one of the parameter's domain
     */
    public record Setting<T>(Parameter<T> parameter, T value) {
        public Setting {
            parameter.check(value);
        }

        public String name() {
            return parameter.name();
        }

        /** The value as it would be written on the command line. */
        public String text() {
            return parameter.domain().write(value);
        }
    }

    /**
     * @throws IllegalArgumentException when the default is not among the values
     */
    public Parameter {
        domain.read(domain.write(defaultValue));
    }

    /** A whole number from {@code min} to {@code max}, both included. */
    public static Parameter<Integer> integer(
            String name, int defaultValue, int min, int max, String description) {
        return new Parameter<>(name, description, new Domain.Whole(min, max), defaultValue);
    }

    /** A number from {@code min} to {@code max}, both included. */
    public static Parameter<Double> number(
            String name, double defaultValue, double min, double max, String description) {
        return new Parameter<>(name, description, new Domain.Real(min, max), defaultValue);
    }

    /** A duration up to {@code max}, written as {@link Durations} says. */
    public static Parameter<Duration> duration(
            String name, Duration defaultValue, Duration max, String description) {
        return new Parameter<>(name, description, new Domain.Time(max), defaultValue);
    }

    /** One of the given values. */
    public static Parameter<String> choice(
            String name, String defaultValue, List<String> choices, String description) {
        return new Parameter<>(name, description, new Domain.Choice(choices), defaultValue);
    }

    /** {@code true} or {@code false}. */
    public static Parameter<Boolean> flag(String name, boolean defaultValue, String description) {
        return new Parameter<>(name, description, new Domain.Flag(), defaultValue);
    }

    /** Any text. */
    public static Parameter<String> text(String name, String defaultValue, String description) {
        return new Parameter<>(name, description, new Domain.Text(), defaultValue);
    }

    /** This parameter with a value. */
    public Setting<T> at(T value) {
        return new Setting<>(this, value);
    }

    /**
     * Reads a value.
     *
     * @throws TandemException.Usage when it is not among those that the parameter takes
     */
    public T read(String text) {
        try {
            return domain.read(text);
        } catch (IllegalArgumentException e) {
            throw new TandemException.Usage(
                    "parameter "
                            + name
                            + ": '"
                            + text
                            + "' is not allowed; it takes "
                            + domain.wanted());
        }
    }

    /** The default as it would be written on the command line. */
    public String defaultText() {
        return domain.write(defaultValue);
    }

    private void check(T value) {
        domain.read(domain.write(value));
    }
}
