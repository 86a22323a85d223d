// SPDX-License-Identifier: Apache-2.0
/** The documents that {@code --json} prints, one record for each command. They are a contract. */
@NullMarked
package dev.tandem.cli.json;

import org.jspecify.annotations.NullMarked;
