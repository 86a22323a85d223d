// SPDX-License-Identifier: Apache-2.0
/** Small programs that use well-known libraries. */
package dev.tandem.explore.samples.libraries;
