// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Parameter.flag;
import static dev.tandem.spi.Parameter.integer;

import dev.tandem.comms.crawl.CrawlException;
import dev.tandem.comms.crawl.GeneratedSite;
import dev.tandem.comms.crawl.Limits;
import dev.tandem.comms.crawl.Url;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.TandemException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What the job and the workload ask for alike. */
final class CrawlSettings {

    static final Parameter<Integer> HOSTS =
            integer("hosts", 8, 1, 64, "how many hosts the lab's own site has");
    static final Parameter<Duration> LATENCY =
            duration(
                    "latency",
                    Duration.ofMillis(5),
                    Duration.ofSeconds(10),
                    "how long the lab's own site takes to answer");
    static final Parameter<Duration> CONNECT =
            duration(
                    "connect",
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(1),
                    "how long a connection may take");
    static final Parameter<Duration> TIMEOUT =
            duration(
                    "timeout",
                    Duration.ofSeconds(30),
                    Duration.ofHours(1),
                    "how long a page may take, its connection included");
    static final Parameter<Integer> SIZE =
            integer("size", 1000, 1, 100_000, "kB that a page may have");
    static final Parameter<Integer> DEPTH =
            integer("depth", 100, 0, 100_000, "links that a page may be away from the first");
    static final Parameter<Integer> FRONTIER =
            integer("frontier", 10_000, 1, 10_000_000, "addresses that may wait to be visited");
    static final Parameter<Boolean> PRIVATE =
            flag("private", false, "visit addresses of this machine and of its network too");

    private CrawlSettings() {}

    static Parameter<Integer> pages(int defaultValue) {
        return integer(
                "pages",
                defaultValue,
                1,
                100_000,
                "pages of the lab's own site, or the most that are visited of another");
    }

    /**
     * @param pages how many addresses are visited
     * @param politeness as {@link Limits} has it
     * @throws TandemException.Usage when no page could keep them
     */
    static Limits limits(Parameters parameters, int pages, double politeness) {
        for (Parameter<Duration> time : List.of(CONNECT, TIMEOUT)) {
            if (parameters.get(time).isZero()) {
                throw new TandemException.Usage(
                        "parameter "
                                + time.name()
                                + ": 0s is not allowed; a visit takes longer than nothing");
            }
        }
        return new Limits(
                parameters.get(CONNECT),
                parameters.get(TIMEOUT),
                1000 * parameters.get(SIZE),
                parameters.get(DEPTH),
                pages,
                parameters.get(FRONTIER),
                politeness);
    }

    static GeneratedSite site(Parameters parameters, int pages, long seed) throws IOException {
        return GeneratedSite.open(parameters.get(HOSTS), pages, parameters.get(LATENCY), seed);
    }

    /**
     * @throws TandemException.Usage when it is no address of a page
     */
    static Url url(Parameter<String> parameter, String text) {
        try {
            return Url.of(text);
        } catch (CrawlException e) {
            throw new TandemException.Usage(
                    "parameter %s: '%s' is no address of a page (%s)"
                            .formatted(parameter.name(), text, e.getMessage()));
        }
    }
}
