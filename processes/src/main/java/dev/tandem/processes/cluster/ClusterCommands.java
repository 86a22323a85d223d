// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import dev.tandem.cli.Cli;
import dev.tandem.cli.Commands;
import dev.tandem.spi.os.Image;
import java.util.List;

/** The command {@code cluster}, where there can be one. */
public final class ClusterCommands implements Commands {

    @Override
    public List<Object> of(Cli cli) {
        return Image.RUNS ? List.of() : List.of(new ClusterCommand(cli));
    }
}
