// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.page.Page;
import dev.tandem.cli.page.PageDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of the commands that have something to step through. */
final class HtmlOption {

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description =
                    "Also write the report into a file, as a page for a browser in which the executions can be stepped through.")
    private @Nullable String file;

    /**
     * Where the page is to be written; to be asked for before any work begins.
     *
     * @throws dev.tandem.spi.TandemException.Usage when it is plain that it cannot be
     */
    Optional<Path> target() {
        return Optional.ofNullable(file).map(WholeFile::named);
    }

    /**
     * Writes the page.
     *
     * @param code the exit code so far
     * @return the exit code with regard to whether it could be written
     */
    static int write(Cli cli, Path target, Supplier<PageDocument> page, int code) {
        cli.out().flush();
        try {
            WholeFile.write(target, Page.of(page.get(), Version.number()));
            return code;
        } catch (IOException e) {
            cli.err().println(cli.name() + ": " + e.getMessage());
            return ExitCode.INTERNAL;
        }
    }
}
