// SPDX-License-Identifier: Apache-2.0
/** The same job under every model: correctness first, then times that one may believe. */
@NullMarked
package dev.tandem.lab.compare;

import org.jspecify.annotations.NullMarked;
