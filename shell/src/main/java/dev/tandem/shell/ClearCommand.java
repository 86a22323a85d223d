// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell;

import dev.tandem.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "clear", description = "Clear the screen.", mixinStandardHelpOptions = true)
final class ClearCommand implements Callable<Integer> {

    private final Session session;

    ClearCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.clear();
        return ExitCode.OK;
    }
}
