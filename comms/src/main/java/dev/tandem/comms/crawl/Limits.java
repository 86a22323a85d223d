// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import java.time.Duration;

/**
 * How far a crawl goes.
 *
 * @param connect how long a connection may take
 * @param page how long a page may take in all, its connection included
 * @param bytes how large a page may be
 * @param depth how many links a page may be away from where the crawl began
 * @param pages how many addresses are visited
 * @param frontier how many addresses may wait to be visited
 * @param politeness how many times as long as its last answer took a site is left alone; one that
 *     answers slowly, perhaps because it is busy, is asked less often
 */
public record Limits(
        Duration connect,
        Duration page,
        int bytes,
        int depth,
        int pages,
        int frontier,
        double politeness) {

    /** How many redirects one after another are followed: as RFC 9309 asks for robots.txt. */
    static final int REDIRECTS = 5;

    /** How much of a robots.txt is read: what RFC 9309, section 2.5, asks for at the least. */
    static final int ROBOTS_BYTES = 500 * 1024;
}
