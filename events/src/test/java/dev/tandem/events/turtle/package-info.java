// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.tandem.events.turtle;

import org.jspecify.annotations.NullMarked;
