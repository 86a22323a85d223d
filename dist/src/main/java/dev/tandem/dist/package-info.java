// SPDX-License-Identifier: Apache-2.0
/**
 * What a distribution holds beside programs: man pages and completion scripts, made from the
 * commands themselves, and the licences of what is not ours.
 */
@NullMarked
package dev.tandem.dist;

import org.jspecify.annotations.NullMarked;
