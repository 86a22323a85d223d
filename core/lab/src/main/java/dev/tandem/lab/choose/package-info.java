// SPDX-License-Identifier: Apache-2.0
/** Which model suits a job, with the evidence: predicted, measured, graded. */
@NullMarked
package dev.tandem.lab.choose;

import org.jspecify.annotations.NullMarked;
