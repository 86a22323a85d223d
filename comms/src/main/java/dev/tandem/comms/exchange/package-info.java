// SPDX-License-Identifier: Apache-2.0
/** An exchange of messages over a queue of any kind, with a clock. */
@NullMarked
package dev.tandem.comms.exchange;

import org.jspecify.annotations.NullMarked;
