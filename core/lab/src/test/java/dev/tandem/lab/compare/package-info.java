// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.tandem.lab.compare;

import org.jspecify.annotations.NullMarked;
