// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import dev.tandem.cli.Tandem;

/** The executable {@code tandem-comms}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Tandem.run("tandem-comms", arguments));
    }
}
