// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import picocli.CommandLine.Option;

/** The option that every command with results has. */
final class JsonOption {

    @Option(names = "--json", description = "Print one JSON document and nothing else.")
    boolean json;
}
