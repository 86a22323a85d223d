// SPDX-License-Identifier: Apache-2.0
/** What the operating system's kernel says about processes. */
@NullMarked
package dev.tandem.spi.os;

import org.jspecify.annotations.NullMarked;
