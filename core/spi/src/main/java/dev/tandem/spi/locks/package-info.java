// SPDX-License-Identifier: Apache-2.0
/** Locks that can be observed, and the graph of who waits for whom. */
@NullMarked
package dev.tandem.spi.locks;

import org.jspecify.annotations.NullMarked;
