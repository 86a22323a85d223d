// SPDX-License-Identifier: Apache-2.0
/** Whether an object that threads share behaves as if they used it one after the other. */
@NullMarked
package dev.tandem.explore.linearizable;

import org.jspecify.annotations.NullMarked;
