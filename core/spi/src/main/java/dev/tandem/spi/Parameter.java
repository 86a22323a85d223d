package dev.tandem.spi;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * A typed parameter of a workload or job, which is also the key under which its value is read.
 *
 * @param name lower case with hyphens
 * @param kind what a value looks like, for a person: {@code 1..1000}, {@code true|false}, {@code
 *     duration}
 * @param choices the values to offer for completion; all there are for a choice, otherwise
 *     suggestions
 * @param reader reads a value, with {@link TandemException.Usage} for one that is not allowed
 * @param writer writes a value so that {@code reader} reads it back
 */
public record Parameter<T>(
        String name,
        String description,
        String kind,
        T defaultValue,
        List<String> choices,
        Function<String, T> reader,
        Function<T, String> writer) {

    /** A whole number from {@code min} to {@code max}, both included. */
    public static Parameter<Integer> integer(
            String name, int defaultValue, int min, int max, String description) {
        String kind = min + ".." + max;
        Function<String, Integer> reader =
                text -> {
                    long value;
                    try {
                        value = Long.parseLong(text.strip().replace("_", ""));
                    } catch (NumberFormatException e) {
                        throw bad(name, text, "a whole number in " + kind);
                    }
                    if (value < min || value > max) {
                        throw bad(name, text, "a whole number in " + kind);
                    }
                    return (int) value;
                };
        return new Parameter<>(
                name, description, kind, defaultValue, List.of(), reader, v -> Integer.toString(v));
    }

    /** A number from {@code min} to {@code max}, both included. */
    public static Parameter<Double> number(
            String name, double defaultValue, double min, double max, String description) {
        String kind = min + ".." + max;
        Function<String, Double> reader =
                text -> {
                    double value;
                    try {
                        value = Double.parseDouble(text.strip());
                    } catch (NumberFormatException e) {
                        throw bad(name, text, "a number in " + kind);
                    }
                    if (!(value >= min && value <= max)) {
                        throw bad(name, text, "a number in " + kind);
                    }
                    return value;
                };
        return new Parameter<>(
                name, description, kind, defaultValue, List.of(), reader, v -> Double.toString(v));
    }

    /** A duration up to {@code max}, written as {@link Durations} says. */
    public static Parameter<Duration> duration(
            String name, Duration defaultValue, Duration max, String description) {
        String kind = "duration up to " + Durations.format(max);
        Function<String, Duration> reader =
                text -> {
                    Duration value;
                    try {
                        value = Durations.parse(text);
                    } catch (TandemException.Usage e) {
                        throw bad(name, text, "a duration such as 200ms or 2s");
                    }
                    if (value.compareTo(max) > 0) {
                        throw bad(name, text, "a " + kind);
                    }
                    return value;
                };
        return new Parameter<>(
                name, description, kind, defaultValue, List.of(), reader, Durations::format);
    }

    /** One of the given values. */
    public static Parameter<String> choice(
            String name, String defaultValue, List<String> choices, String description) {
        String kind = String.join("|", choices);
        Function<String, String> reader =
                text -> {
                    if (!choices.contains(text)) {
                        throw bad(name, text, "one of " + String.join(", ", choices));
                    }
                    return text;
                };
        return new Parameter<>(
                name, description, kind, defaultValue, List.copyOf(choices), reader, v -> v);
    }

    /** {@code true} or {@code false}. */
    public static Parameter<Boolean> flag(String name, boolean defaultValue, String description) {
        Function<String, Boolean> reader =
                text ->
                        switch (text) {
                            case "true" -> true;
                            case "false" -> false;
                            default -> throw bad(name, text, "true or false");
                        };
        return new Parameter<>(
                name,
                description,
                "true|false",
                defaultValue,
                List.of("true", "false"),
                reader,
                v -> Boolean.toString(v));
    }

    /** Any text. */
    public static Parameter<String> text(String name, String defaultValue, String description) {
        return new Parameter<>(name, description, "text", defaultValue, List.of(), v -> v, v -> v);
    }

    /** The default as it would be written on the command line. */
    public String defaultText() {
        return writer.apply(defaultValue);
    }

    private static TandemException.Usage bad(String name, String text, String wanted) {
        return new TandemException.Usage(
                "parameter " + name + ": '" + text + "' is not allowed; it takes " + wanted);
    }
}
