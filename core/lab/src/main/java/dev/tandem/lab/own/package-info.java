// SPDX-License-Identifier: Apache-2.0
/** Code of the user's own as a job. */
@NullMarked
package dev.tandem.lab.own;

import org.jspecify.annotations.NullMarked;
