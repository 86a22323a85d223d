// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi.evidence;

/**
 * A piece of evidence that is better seen than read. It is a value that holds the data alone: a
 * terminal shows it as text, a page as a drawing, a document as data.
 *
 * <p>Each kind checks what it is made of, throws {@link IllegalArgumentException} for what cannot
 * be shown, such as a number that is not finite, and keeps copies of its lists. A picture is part
 * of the evidence of an outcome and never an event.
 */
public sealed interface Picture permits Bars, Series, Histogram, Table, Sketch {}
