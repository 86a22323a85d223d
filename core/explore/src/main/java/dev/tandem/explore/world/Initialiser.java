// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

/** What a thread holds while it runs the initialiser of a class. There is one for each class. */
record Initialiser(Class<?> type) {}
