// SPDX-License-Identifier: Apache-2.0
/** Runs a workload once, within limits, and grades what was observed. */
@NullMarked
package dev.tandem.lab.run;

import org.jspecify.annotations.NullMarked;
