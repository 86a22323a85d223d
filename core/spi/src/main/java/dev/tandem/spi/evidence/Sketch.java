// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi.evidence;

/**
 * A drawing in text.
 *
 * @param text its lines, which are shown as they are, whatever the width
 */
public record Sketch(String text) implements Picture {}
