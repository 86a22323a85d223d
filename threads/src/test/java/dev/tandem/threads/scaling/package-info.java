// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.tandem.threads.scaling;

import org.jspecify.annotations.NullMarked;
