// SPDX-License-Identifier: Apache-2.0
/** The execution models that are made of threads. */
@NullMarked
package dev.tandem.threads.model;

import org.jspecify.annotations.NullMarked;
