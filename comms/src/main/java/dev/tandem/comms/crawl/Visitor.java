// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Visits pages, if their sites allow it. Thread-safe, for one visitor a site at a time. */
public final class Visitor {

    /** What was found at an address, when something was. */
    private record Found(Fate fate, String detail, int bytes, List<Url> links) {}

    private final Fetcher fetcher;
    private final Robots robots;

    /**
     * @param scope where a crawl may go
     */
    public Visitor(Fetcher fetcher, Predicate<Url> scope) {
        this.fetcher = fetcher;
        robots = new Robots(fetcher, scope);
    }

    /**
     * Fetches a page and reads its links. Whatever keeps it from doing so is the fate of the visit.
     *
     * @throws InterruptedException when interrupted; the visit is then given up
     */
    public Visit visit(Task task) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        Duration delay = Duration.ZERO;
        long start = fetcher.clock().getAsLong();
        Found found;
        try {
            delay = robots.check(task.url(), findings::add);
            start = fetcher.clock().getAsLong();
            found = look(task.url(), findings);
        } catch (CrawlException e) {
            String reason = e.getMessage();
            found = new Found(e.fate(), reason == null ? "" : reason, 0, List.of());
        }
        Duration took = Duration.ofNanos(fetcher.clock().getAsLong() - start);
        return new Visit(
                task,
                found.fate(),
                found.detail(),
                found.bytes(),
                found.links(),
                findings,
                took,
                delay);
    }

    private Found look(Url url, List<Finding> findings)
            throws CrawlException, InterruptedException {
        Reply reply = fetcher.page(url);
        int most = fetcher.limits().bytes();
        if (reply.isRedirect()) {
            Url target = url.resolve(reply.header("location"));
            return new Found(Fate.REDIRECT, target.toString(), 0, List.of(target));
        }
        if (reply.status() != 200) {
            throw new CrawlException(Fate.STATUS, "status " + reply.status());
        }
        if (!reply.isHtml()) {
            throw new CrawlException(Fate.NOT_HTML, reply.type());
        }
        if (reply.body().length > most) {
            throw new CrawlException(Fate.TOO_LARGE, "more than " + most + " bytes");
        }
        Links links = Links.of(reply, url);
        findings.addAll(links.unusable());
        return new Found(Fate.PAGE, "", reply.body().length, links.urls());
    }
}
