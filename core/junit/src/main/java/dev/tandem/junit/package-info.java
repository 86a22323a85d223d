// SPDX-License-Identifier: Apache-2.0
/**
 * The explorer in a test suite: {@link dev.tandem.junit.Explore} on a test of JUnit, and {@link
 * dev.tandem.junit.Explorations} as a call.
 */
@NullMarked
package dev.tandem.junit;

import org.jspecify.annotations.NullMarked;
