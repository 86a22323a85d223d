// SPDX-License-Identifier: Apache-2.0
/** The page for a browser that {@code --html} writes. */
@NullMarked
package dev.tandem.cli.page;

import org.jspecify.annotations.NullMarked;
