// SPDX-License-Identifier: Apache-2.0
/** The commands, which every executable of tandem shares. Their exit codes are a contract. */
@NullMarked
package dev.tandem.cli;

import org.jspecify.annotations.NullMarked;
