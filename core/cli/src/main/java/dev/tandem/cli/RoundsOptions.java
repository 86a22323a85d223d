// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.lab.compare.Rounds;
import dev.tandem.lab.compare.Rounds.Exactly;
import dev.tandem.lab.compare.Rounds.UntilWithin;
import dev.tandem.spi.TandemException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How often {@code compare} measures. */
final class RoundsOptions {

    private static final String AUTO = "auto";

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description =
                    "How often to measure each model, or auto: until the interval of each is narrow. Default: auto.")
    private String rounds = AUTO;

    @Option(
            names = "--within",
            paramLabel = "P",
            converter = PercentConverter.class,
            description =
                    "For auto: how far the 99 %% interval of a median may reach from it, such as 5%%. Default: 2%%.")
    private Optional<Double> within = Optional.empty();

    @Option(
            names = "--time-limit",
            paramLabel = "D",
            converter = RunOptions.DurationConverter.class,
            description =
                    "For auto: how long to measure, though never less than 6 rounds. Default: 30s.")
    private Optional<Duration> timeLimit = Optional.empty();

    /**
     * @throws TandemException.Usage when the options do not go together or are out of bounds
     */
    Rounds rounds() {
        if (rounds.equals(AUTO)) {
            return new UntilWithin(
                    within.orElse(UntilWithin.DEFAULT.share()),
                    timeLimit.orElse(UntilWithin.DEFAULT.timeLimit()));
        }
        if (within.isPresent() || timeLimit.isPresent()) {
            throw new TandemException.Usage(
                    "--within and --time-limit are for --rounds auto; with a number of rounds there is --timeout");
        }
        if (!rounds.matches("-?\\d{1,9}")) {
            throw new TandemException.Usage(
                    "'" + rounds + "' is not a number of rounds; write a whole number, or auto");
        }
        return new Exactly(Integer.parseInt(rounds));
    }

    /** Reads {@code 2%}, {@code 0.5%} and the same without the sign. */
    static final class PercentConverter implements ITypeConverter<Double> {

        private static final Pattern WRITTEN = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?) ?%?");

        @Override
        public Double convert(String text) {
            Matcher matcher = WRITTEN.matcher(text.strip());
            double percent = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
            if (percent <= 0 || percent >= 100) {
                throw new TypeConversionException(
                        "'" + text + "' is not a percentage between 0 and 100, such as 2%");
            }
            return percent / 100;
        }
    }
}
