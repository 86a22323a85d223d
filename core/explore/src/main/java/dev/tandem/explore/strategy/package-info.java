// SPDX-License-Identifier: Apache-2.0
/** Policies of which thread goes next, one a file. */
@NullMarked
package dev.tandem.explore.strategy;

import org.jspecify.annotations.NullMarked;
