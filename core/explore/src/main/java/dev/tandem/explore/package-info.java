// SPDX-License-Identifier: Apache-2.0
/**
 * The explorer: drives a program of plain {@code java.util.concurrent} code through its
 * interleavings.
 *
 * <p>{@link dev.tandem.explore.Explorer} is all that a command needs: {@code explore} takes an
 * {@link dev.tandem.explore.ExploreRequest} and returns an {@link
 * dev.tandem.explore.ExplorationResult} with the table of outcomes and, if there is one, the {@link
 * dev.tandem.explore.Failure} with its schedule, step table and nearest passing schedule; {@code
 * replay} follows the text of a schedule and returns a {@link dev.tandem.explore.Replayed}. The
 * classes of {@code world}, {@code inside}, {@code rewriting} and {@code strategy} are the engine.
 */
@NullMarked
package dev.tandem.explore;

import org.jspecify.annotations.NullMarked;
