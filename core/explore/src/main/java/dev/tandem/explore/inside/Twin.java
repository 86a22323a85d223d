// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

/** Marks the rewritten classes of {@code java.util.concurrent}. */
public interface Twin {}
