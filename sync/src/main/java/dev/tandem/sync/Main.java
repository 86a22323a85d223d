// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import dev.tandem.cli.Tandem;

/** The executable {@code tandem-sync}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Tandem.run("tandem-sync", arguments));
    }
}
