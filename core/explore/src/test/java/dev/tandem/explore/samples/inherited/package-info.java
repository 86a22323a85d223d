// SPDX-License-Identifier: Apache-2.0
/** Classes of which only some can be named from elsewhere. */
package dev.tandem.explore.samples.inherited;
