// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import dev.tandem.cli.Tandem;

/** The executable {@code tandem-processes}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Tandem.run("tandem-processes", arguments));
    }
}
