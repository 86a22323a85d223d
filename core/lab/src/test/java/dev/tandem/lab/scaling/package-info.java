// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.tandem.lab.scaling;

import org.jspecify.annotations.NullMarked;
