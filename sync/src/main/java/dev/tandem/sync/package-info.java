// SPDX-License-Identifier: Apache-2.0
/** Locks, conditions, semaphores, events, barriers, philosophers and races. */
@NullMarked
package dev.tandem.sync;

import org.jspecify.annotations.NullMarked;
