// SPDX-License-Identifier: Apache-2.0
/** The life of a thread, downloads, prime factors, executors and pools. */
@NullMarked
package dev.tandem.threads;

import org.jspecify.annotations.NullMarked;
