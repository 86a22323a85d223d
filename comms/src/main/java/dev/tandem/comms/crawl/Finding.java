// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

/**
 * Something that a crawl met beside what it visited: a link that leads nowhere.
 *
 * @param where the address or what should have been one
 */
public record Finding(Fate fate, String where) {}
