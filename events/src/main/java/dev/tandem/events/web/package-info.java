// SPDX-License-Identifier: Apache-2.0
/** A server and a client of server-sent events, over HTTP on the loopback address. */
@NullMarked
package dev.tandem.events.web;

import org.jspecify.annotations.NullMarked;
