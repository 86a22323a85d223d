// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell;

import dev.tandem.cli.Tandem;
import java.util.Optional;

/** The executable {@code tandem}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Tandem.run("tandem", Optional.of(Shell::start), arguments));
    }
}
