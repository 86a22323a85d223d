// SPDX-License-Identifier: Apache-2.0
/** A small event loop: turns, timers, promises and tasks on one thread. */
@NullMarked
package dev.tandem.events.loop;

import org.jspecify.annotations.NullMarked;
