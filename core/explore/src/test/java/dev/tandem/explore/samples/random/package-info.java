// SPDX-License-Identifier: Apache-2.0
/** Small programs to explore. */
package dev.tandem.explore.samples.random;
