// SPDX-License-Identifier: Apache-2.0
/** Benchmarks of tandem itself. Each prints a ratio, both sides of it measured in the same run. */
@NullMarked
package dev.tandem.benchmarks;

import org.jspecify.annotations.NullMarked;
