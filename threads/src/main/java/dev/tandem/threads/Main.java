// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import dev.tandem.cli.Tandem;

/** The chapter as a program of its own. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(Tandem.run("tandem-threads", args));
    }
}
