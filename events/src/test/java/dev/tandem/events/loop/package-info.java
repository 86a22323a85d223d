// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.tandem.events.loop;

import org.jspecify.annotations.NullMarked;
