// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.lab.compare.ComparisonRequest;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The option of what measures until it is told to stop. */
final class TimeoutOption {

    @Option(
            names = "--timeout",
            paramLabel = "D",
            converter = RunOptions.DurationConverter.class,
            description =
                    "How long it may take, such as 30s; what is measured by then is shown. Default: 10m.")
    Duration timeout = ComparisonRequest.DEFAULT_TIMEOUT;
}
