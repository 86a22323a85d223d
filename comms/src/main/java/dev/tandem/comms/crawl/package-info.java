// SPDX-License-Identifier: Apache-2.0
/** A web crawler: where it may go, what it fetches, what it makes of it. */
@NullMarked
package dev.tandem.comms.crawl;

import org.jspecify.annotations.NullMarked;
