// SPDX-License-Identifier: Apache-2.0
/** How throughput depends on the number of threads: measured, and compared with a law. */
@NullMarked
package dev.tandem.lab.scaling;

import org.jspecify.annotations.NullMarked;
