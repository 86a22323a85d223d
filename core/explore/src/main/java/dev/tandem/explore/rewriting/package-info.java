// SPDX-License-Identifier: Apache-2.0
/**
 * Rewrites the program and the {@code java.util.concurrent} of the running JDK so that a world
 * controls them.
 */
@NullMarked
package dev.tandem.explore.rewriting;

import org.jspecify.annotations.NullMarked;
