// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import dev.tandem.cli.Cli;
import dev.tandem.cli.Commands;
import java.util.List;

/** The command {@code cluster}. */
public final class ClusterCommands implements Commands {

    @Override
    public List<Object> of(Cli cli) {
        return List.of(new ClusterCommand(cli));
    }
}
