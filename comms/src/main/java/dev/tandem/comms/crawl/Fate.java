// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

/** What became of an address that a crawl was sent to or has found. */
public enum Fate {
    PAGE("page", false),
    NOT_HTML("not HTML", false),
    STATUS("error status", false),
    REDIRECT("redirect", false),
    CIRCLE("redirects in a circle", false),
    MANY_REDIRECTS("too many redirects", true),
    ROBOTS("forbidden by robots.txt", false),
    ROBOTS_CUT("robots.txt cut off", true),
    OTHER_SITE("on another site", false),
    OTHER_SCHEME("not http or https", false),
    MALFORMED("malformed address", false),
    NO_HOST("no such host", true),
    PRIVATE("address not public", true),
    NO_CONNECTION("no connection", true),
    NO_TRUST("no secure connection", true),
    BROKEN("not HTTP", true),
    TOO_SLOW("too slow", true),
    TOO_LARGE("too large", true),
    TOO_DEEP("too deep", true),
    FRONTIER_FULL("frontier full", true),
    ENOUGH("beyond the number of pages", true);

    private final String title;
    private final boolean loss;

    Fate(String title, boolean loss) {
        this.title = title;
        this.loss = loss;
    }

    /** A few words for a table. */
    public String title() {
        return title;
    }

    /** Whether a fault or a limit may have kept a page from the crawl. */
    public boolean isLoss() {
        return loss;
    }
}
