// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.tandem.lab.time;

import org.jspecify.annotations.NullMarked;
