// SPDX-License-Identifier: Apache-2.0
/** The program that drives all of {@code java.util.concurrent}, and what it needs for that. */
package dev.tandem.explore.samples.jdk;
