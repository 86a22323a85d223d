// SPDX-License-Identifier: Apache-2.0
/** Starts worker processes, talks with them and sees to it that none is left. */
@NullMarked
package dev.tandem.lab.launch;

import org.jspecify.annotations.NullMarked;
