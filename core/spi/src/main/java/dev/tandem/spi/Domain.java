// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.time.Duration;
import java.util.List;

/** The values that a parameter takes, and how they are written on the command line. */
public sealed interface Domain<T> {

    /** What a value looks like, for a person: {@code 1..1000}, {@code true|false}. */
    String kind();

    /** What is said when a value is none: {@code a whole number in 1..1000}. */
    String wanted();

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException when the text is no value of this domain
     */
    T read(String text);

    /** Writes a value so that {@link #read} reads it back. */
    default String write(T value) {
        return String.valueOf(value);
    }

    /** The least and the greatest value, or all there are; empty where there is no end to them. */
    default List<T> bounds() {
        return List.of();
    }

    /** All the values there are, as text, for completion; empty where they are too many. */
    default List<String> choices() {
        return List.of();
    }

    /** Whole numbers from {@code min} to {@code max}, both included. */
    record Whole(int min, int max) implements Domain<Integer> {
        @Override
        public String kind() {
            return min + ".." + max;
        }

        @Override
        public String wanted() {
            return "a whole number in " + kind();
        }

        @Override
        public Integer read(String text) {
            long value = Long.parseLong(text.strip().replace("_", ""));
            if (value < min || value > max) {
                throw new IllegalArgumentException(text);
            }
            return (int) value;
        }

        @Override
        public List<Integer> bounds() {
            return List.of(min, max);
        }
    }

    /** Numbers from {@code min} to {@code max}, both included. */
    record Real(double min, double max) implements Domain<Double> {
        @Override
        public String kind() {
            return min + ".." + max;
        }

        @Override
        public String wanted() {
            return "a number in " + kind();
        }

        @Override
        public Double read(String text) {
            double value = Double.parseDouble(text.strip());
            if (!(value >= min && value <= max)) {
                throw new IllegalArgumentException(text);
            }
            return value;
        }

        @Override
        public List<Double> bounds() {
            return List.of(min, max);
        }
    }

    /** Durations from nothing to {@code max}, written as {@link Durations} says. */
    record Time(Duration max) implements Domain<Duration> {
        @Override
        public String kind() {
            return "duration up to " + Durations.format(max);
        }

        @Override
        public String wanted() {
            return "a duration such as 200ms or 2s, up to " + Durations.format(max);
        }

        @Override
        public Duration read(String text) {
            Duration value;
            try {
                value = Durations.parse(text);
            } catch (TandemException.Usage e) {
                throw new IllegalArgumentException(text, e);
            }
            if (value.isNegative() || value.compareTo(max) > 0) {
                throw new IllegalArgumentException(text);
            }
            return value;
        }

        @Override
        public String write(Duration value) {
            return Durations.format(value);
        }

        @Override
        public List<Duration> bounds() {
            return List.of(Duration.ZERO, max);
        }
    }

    /** A few named values. */
    record Choice(List<String> choices) implements Domain<String> {
        public Choice {
            choices = List.copyOf(choices);
        }

        @Override
        public String kind() {
            return String.join("|", choices);
        }

        @Override
        public String wanted() {
            return "one of " + String.join(", ", choices);
        }

        @Override
        public String read(String text) {
            if (!choices.contains(text)) {
                throw new IllegalArgumentException(text);
            }
            return text;
        }

        @Override
        public List<String> bounds() {
            return choices;
        }
    }

    /** {@code true} or {@code false}. */
    record Flag() implements Domain<Boolean> {
        @Override
        public String kind() {
            return "true|false";
        }

        @Override
        public String wanted() {
            return "true or false";
        }

        @Override
        public Boolean read(String text) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException(text);
            };
        }

        @Override
        public List<Boolean> bounds() {
            return List.of(true, false);
        }

        @Override
        public List<String> choices() {
            return List.of("true", "false");
        }
    }

    /** Any text. */
    record Text() implements Domain<String> {
        @Override
        public String kind() {
            return "text";
        }

        @Override
        public String wanted() {
            return "text";
        }

        @Override
        public String read(String text) {
            return text;
        }
    }
}
