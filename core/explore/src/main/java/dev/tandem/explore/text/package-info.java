// SPDX-License-Identifier: Apache-2.0
/**
 * An exploration in words, for whoever reads it: on a terminal, on a page, in the report of a test.
 */
@NullMarked
package dev.tandem.explore.text;

import org.jspecify.annotations.NullMarked;
