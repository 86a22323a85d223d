// SPDX-License-Identifier: Apache-2.0
/**
 * The world that a program under exploration lives in: its threads as continuations on one carrier,
 * its monitors, its clock, and the record of what every step touched.
 */
@NullMarked
package dev.tandem.explore.world;

import org.jspecify.annotations.NullMarked;
