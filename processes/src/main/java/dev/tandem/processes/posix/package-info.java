// SPDX-License-Identifier: Apache-2.0
/** System calls that Java has no words for, through the C interface of the native image. */
@NullMarked
package dev.tandem.processes.posix;

import org.jspecify.annotations.NullMarked;
