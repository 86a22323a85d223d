// SPDX-License-Identifier: Apache-2.0
/**
 * What the rewritten classes call. These classes are defined once for each world, by the loader of
 * the rewritten classes, so that a static field is the field of one world.
 */
@NullMarked
package dev.tandem.explore.inside;

import org.jspecify.annotations.NullMarked;
