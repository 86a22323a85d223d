// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

/**
 * An address that is to be visited.
 *
 * @param depth how many links it is away from where the crawl began, by the way on which it was
 *     found first
 * @param redirects how many redirects one after another have led to it
 */
public record Task(Url url, int depth, int redirects) {}
