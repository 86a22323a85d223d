// SPDX-License-Identifier: Apache-2.0
/** Emitters, event loops, the turtle and reactive streams. */
@NullMarked
package dev.tandem.events;

import org.jspecify.annotations.NullMarked;
