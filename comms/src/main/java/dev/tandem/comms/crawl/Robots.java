// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What sites allow robots to visit: RFC 9309. Each site is asked once; one that does not answer is
 * not visited at all. Thread-safe.
 */
final class Robots {

    /** What a site has answered, or why it has not. */
    private sealed interface Answer {
        record Rules(BaseRobotRules rules) implements Answer {}

        record Failure(CrawlException reason) implements Answer {}
    }

    private final Fetcher fetcher;
    private final Predicate<Url> scope;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    /**
     * @param scope where a redirect of a robots.txt is followed to
     */
    Robots(Fetcher fetcher, Predicate<Url> scope) {
        this.fetcher = fetcher;
        this.scope = scope;
    }

    /**
     * Returns when the address may be visited.
     *
     * @param findings told when only the beginning of the rules could be read
     * @return how long the site wants to be left alone after each visit
     * @throws CrawlException when it may not, or when the site does not answer
     */
    Duration check(Url url, Consumer<Finding> findings)
            throws CrawlException, InterruptedException {
        // A site has one visitor at a time, so that nobody else is asking for the same.
        Answer answer = answers.get(url.site());
        if (answer == null) {
            answer = ask(url, findings);
            answers.put(url.site(), answer);
        }
        return switch (answer) {
            case Answer.Failure(CrawlException reason) -> throw reason;
            case Answer.Rules(BaseRobotRules rules) -> {
                // The rules are about paths alone, and their reader need not know every scheme.
                if (!rules.isAllowed("http://" + url.authority() + url.file())) {
                    throw new CrawlException(Fate.ROBOTS, url.robots().toString());
                }
                yield Duration.ofMillis(Math.max(0, rules.getCrawlDelay()));
            }
        };
    }

    private Answer ask(Url url, Consumer<Finding> findings) throws InterruptedException {
        try {
            return new Answer.Rules(rules(url.robots(), 0, findings));
        } catch (CrawlException e) {
            return new Answer.Failure(e);
        }
    }

    private BaseRobotRules rules(Url url, int redirects, Consumer<Finding> findings)
            throws CrawlException, InterruptedException {
        var parser = new SimpleRobotRulesParser();
        Reply reply = fetcher.robots(url);
        if (reply.isRedirect()) {
            Url target = url.resolve(reply.header("location"));
            // What leads nowhere counts as no rules, as section 2.3.1.2 allows.
            return redirects < Limits.REDIRECTS && scope.test(target)
                    ? rules(target, redirects + 1, findings)
                    : parser.failedFetch(404);
        }
        if (reply.status() != 200) {
            return parser.failedFetch(reply.status());
        }
        byte[] text = reply.body();
        if (text.length > Limits.ROBOTS_BYTES) {
            findings.accept(new Finding(Fate.ROBOTS_CUT, url.toString()));
            text = Arrays.copyOf(text, Limits.ROBOTS_BYTES);
        }
        return parser.parseContent(url.toString(), text, "text/plain", List.of(Fetcher.AGENT));
    }
}
