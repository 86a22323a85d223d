// SPDX-License-Identifier: Apache-2.0
/** Thread-safe collections, queues, deques and the web crawler. */
@NullMarked
package dev.tandem.comms;

import org.jspecify.annotations.NullMarked;
