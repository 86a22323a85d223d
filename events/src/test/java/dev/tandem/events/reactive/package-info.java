// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.tandem.events.reactive;

import org.jspecify.annotations.NullMarked;
