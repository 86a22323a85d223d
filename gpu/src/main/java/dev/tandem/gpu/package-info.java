// SPDX-License-Identifier: Apache-2.0
/** Flynn's styles, memory, devices and kernels. */
@NullMarked
package dev.tandem.gpu;

import org.jspecify.annotations.NullMarked;
