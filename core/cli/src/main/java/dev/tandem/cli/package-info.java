/**
 * The commands, which every executable of tandem shares, and what they print. Their JSON and exit
 * codes are a contract.
 */
@NullMarked
package dev.tandem.cli;

import org.jspecify.annotations.NullMarked;
