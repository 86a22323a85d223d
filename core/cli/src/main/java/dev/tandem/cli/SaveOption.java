// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.explore.Recording;
import dev.tandem.spi.TandemException.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that keeps a failing schedule. */
final class SaveOption {

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description =
                    "Save the schedule of a failure with what its steps do, for replay --schedule @FILE"
                            + " even after the program has been compiled anew. The file must not exist.")
    private @Nullable String file;

    /**
     * Where the schedule is to be saved; to be asked for before any work begins.
     *
     * @throws Usage when it is plain that it cannot be
     */
    Optional<Path> target() {
        Optional<Path> target = Optional.ofNullable(file).map(WholeFile::named);
        target.ifPresent(path -> {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new Usage(
                        path + " is there already; name another file, or remove that one first");
            }
        });
        return target;
    }

    /**
     * Saves what has been found, if anything has, and says so on standard error.
     *
     * @param code the exit code so far
     * @return the exit code with regard to whether it could be saved
     */
    static int write(Cli cli, Path target, Optional<Recording> found, int code) {
        if (found.isEmpty()) {
            cli.err().println(cli.name() + ": no schedule has failed, so none is saved");
            return code;
        }
        cli.out().flush();
        try {
            WholeFile.write(target, found.get().text());
            cli.err().println(cli.name() + ": saved; replay it with --schedule @" + target);
            return code;
        } catch (IOException e) {
            cli.err().println(cli.name() + ": " + e.getMessage());
            return ExitCode.INTERNAL;
        }
    }
}
