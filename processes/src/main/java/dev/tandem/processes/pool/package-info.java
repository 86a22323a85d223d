// SPDX-License-Identifier: Apache-2.0
/** A pool of worker processes that loses nothing when one of them dies. */
@NullMarked
package dev.tandem.processes.pool;

import org.jspecify.annotations.NullMarked;
