// SPDX-License-Identifier: Apache-2.0
/**
 * What can be run: the chapters that were found, and what was wrong with those that could not be
 * used.
 */
@NullMarked
package dev.tandem.lab.catalogue;

import org.jspecify.annotations.NullMarked;
