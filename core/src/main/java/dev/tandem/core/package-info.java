/**
 * The SPI, the catalogue, the runner, the comparison, the explorer, the launcher and the commands.
 */
@NullMarked
package dev.tandem.core;

import org.jspecify.annotations.NullMarked;
