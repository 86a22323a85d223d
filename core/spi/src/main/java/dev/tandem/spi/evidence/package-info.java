// SPDX-License-Identifier: Apache-2.0
/**
 * Evidence that is more than numbers and text: pictures, which say nothing of how they are drawn.
 */
@NullMarked
package dev.tandem.spi.evidence;

import org.jspecify.annotations.NullMarked;
