// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as they are written on the command line: {@code 250us}, {@code 200ms}, {@code 2s},
 * {@code 1.5s}, {@code 1m}, {@code 1h}.
 */
public final class Durations {

    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)(ns|us|ms|s|m|h)");

    private Durations() {}

    /**
     * @throws TandemException.Usage when the text is not a duration of at most 24 hours
     */
    public static Duration parse(String text) {
        Matcher matcher = WRITTEN.matcher(text.strip());
        if (!matcher.matches()) {
            throw new TandemException.Usage(
                    "'"
                            + text
                            + "' is not a duration; write a number and its unit, such as 200ms, 2s or 1m");
        }
        double nanos = Double.parseDouble(matcher.group(1)) * nanosOf(matcher.group(2));
        if (nanos > Duration.ofHours(24).toNanos()) {
            throw new TandemException.Usage(
                    "'" + text + "' is longer than 24h, the longest duration there is here");
        }
        return Duration.ofNanos(Math.round(nanos));
    }

    private static double nanosOf(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "m" -> 60e9;
            case "h" -> 3600e9;
            default -> throw new IllegalArgumentException(unit);
        };
    }

    /** Writes a duration so that {@link #parse} reads the same back. */
    public static String format(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos == 0) {
            return "0s";
        }
        String[] units = {"h", "m", "s", "ms", "us"};
        for (String unit : units) {
            long size = (long) nanosOf(unit);
            if (nanos % size == 0) {
                return nanos / size + unit;
            }
        }
        return nanos + "ns";
    }

    /**
     * Writes a duration for a person: three significant digits and the unit that suits, such as
     * {@code 1.24 ms}.
     */
    public static String human(double nanos) {
        double size = Math.abs(nanos);
        if (size < 1e3) {
            return String.format(Locale.ROOT, "%.0f ns", nanos);
        }
        String[] units = {"µs", "ms", "s"};
        double[] sizes = {1e3, 1e6, 1e9};
        int unit = size < 999.5e3 ? 0 : size < 999.5e6 ? 1 : 2;
        double value = nanos / sizes[unit];
        int decimals = Math.abs(value) < 9.995 ? 2 : Math.abs(value) < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f %s", value, units[unit]);
    }
}
