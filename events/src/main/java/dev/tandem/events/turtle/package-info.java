// SPDX-License-Identifier: Apache-2.0
/** A turtle that obeys keys, and what it has drawn: in dots of Braille, and as SVG. */
@NullMarked
package dev.tandem.events.turtle;

import org.jspecify.annotations.NullMarked;
