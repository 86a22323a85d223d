// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import java.util.List;

/**
 * Commands that a chapter brings, beside those that every executable has. Found with {@link
 * java.util.ServiceLoader}.
 */
public interface Commands {

    /** Objects or lines of picocli, made anew for each command line. */
    List<Object> of(Cli cli);
}
