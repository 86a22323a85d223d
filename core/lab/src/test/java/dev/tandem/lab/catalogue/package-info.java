// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.tandem.lab.catalogue;

import org.jspecify.annotations.NullMarked;
