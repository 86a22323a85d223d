// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.tandem.events.limits;

import org.jspecify.annotations.NullMarked;
