// SPDX-License-Identifier: Apache-2.0
/** What the machine has to grant to servers: ports, and descriptors for their connections. */
@NullMarked
package dev.tandem.events.limits;

import org.jspecify.annotations.NullMarked;
