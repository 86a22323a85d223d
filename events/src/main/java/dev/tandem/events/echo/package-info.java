// SPDX-License-Identifier: Apache-2.0
/** Servers that echo lines, served by a loop or by threads, and clients for them. */
@NullMarked
package dev.tandem.events.echo;

import org.jspecify.annotations.NullMarked;
