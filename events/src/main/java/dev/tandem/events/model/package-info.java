// SPDX-License-Identifier: Apache-2.0
/** The execution models that are made of calls: an event loop, and reactive streams. */
@NullMarked
package dev.tandem.events.model;

import org.jspecify.annotations.NullMarked;
