// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

/** Why an address gave no page. Part of every crawl: it is counted, and the crawl goes on. */
public final class CrawlException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Fate fate;

    public CrawlException(Fate fate, String detail) {
        super(detail);
        this.fate = fate;
    }

    public Fate fate() {
        return fate;
    }
}
