// SPDX-License-Identifier: Apache-2.0
/** Rules for all modules, and tests of the distributions from outside. */
@NullMarked
package dev.tandem.dist;

import org.jspecify.annotations.NullMarked;
