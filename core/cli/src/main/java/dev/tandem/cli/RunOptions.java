// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.spi.Durations;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.WorkerRequest.Launch;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of the commands that run something. */
final class RunOptions {

    /** The same command twice means the same input twice. */
    static final long DEFAULT_SEED = 42;

    @Option(
            names = {"-p", "--parameter"},
            paramLabel = "NAME=VALUE",
            parameterConsumer = Assignments.class,
            description = "Set a parameter; 'info' lists them.")
    Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "What random input is made from. Default: ${DEFAULT-VALUE}.")
    long seed = DEFAULT_SEED;

    @Option(
            names = "--launch",
            paramLabel = "jvm|native",
            converter = LaunchConverter.class,
            description =
                    "Start worker processes on a JVM or as native executables. Default: as this one runs.")
    Launch launch = Launch.AUTO;

    /**
     * The parameters as they are set.
     *
     * @throws TandemException.Usage for a name that is not among the declared ones or a value that
     *     is not allowed
     */
    Parameters given(List<Parameter<?>> declared) {
        return Parameters.of(declared, parameters);
    }

    /** Reads {@code 200ms}, {@code 2s}, {@code 1m}. */
    static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                Duration duration = Durations.parse(text);
                if (duration.isZero()) {
                    throw new TypeConversionException(
                            "'" + text + "' is no time at all; write a longer one, such as 10s");
                }
                return duration;
            } catch (TandemException.Usage e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    static final class LaunchConverter implements ITypeConverter<Launch> {
        @Override
        public Launch convert(String text) {
            return switch (text) {
                case "jvm" -> Launch.JVM;
                case "native" -> Launch.NATIVE;
                default ->
                        throw new TypeConversionException(
                                "'" + text + "' is not a way to launch; write jvm or native");
            };
        }
    }
}
