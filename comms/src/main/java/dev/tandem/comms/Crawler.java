// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static dev.tandem.comms.CrawlSettings.CONNECT;
import static dev.tandem.comms.CrawlSettings.DEPTH;
import static dev.tandem.comms.CrawlSettings.FRONTIER;
import static dev.tandem.comms.CrawlSettings.HOSTS;
import static dev.tandem.comms.CrawlSettings.LATENCY;
import static dev.tandem.comms.CrawlSettings.PRIVATE;
import static dev.tandem.comms.CrawlSettings.SIZE;
import static dev.tandem.comms.CrawlSettings.TIMEOUT;
import static dev.tandem.spi.Parameter.text;

import dev.tandem.comms.Crawler.Section;
import dev.tandem.comms.crawl.Crawl;
import dev.tandem.comms.crawl.Fate;
import dev.tandem.comms.crawl.Fetcher;
import dev.tandem.comms.crawl.GeneratedSite;
import dev.tandem.comms.crawl.Limits;
import dev.tandem.comms.crawl.Url;
import dev.tandem.comms.crawl.Visit;
import dev.tandem.comms.crawl.Visitor;
import dev.tandem.spi.Job;
import dev.tandem.spi.JobSpec;
import dev.tandem.spi.JobSpec.Bound;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Work;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A crawl that splits: each part begins at an address of its own and stays below it. A part is a
 * section of a host and no page, because nobody knows the pages before they are found; within it
 * they are visited one after another, so that every model finds the same ones.
 *
 * <p>Unless the user has addresses to begin at, the job brings the hosts with it. Their addresses
 * are also all that a worker process needs in order to crawl the same pages.
 *
 * <pre>{@code tandem compare comms.crawler -p latency=50ms}</pre>
 */
final class Crawler implements Job<Section> {

    private static final String LESSON =
            """
            A crawler waits for servers nearly all of the time, and for each of them by itself: with
            a thread for each section their latencies pass at the same time. What is left to win is
            bounded by the longest section, whose pages are found one by another, and at last by the
            processors that read them.
            """;

    private static final Parameter<Integer> PAGES = CrawlSettings.pages(400);
    private static final Parameter<String> SEEDS =
            text(
                    "seeds",
                    "",
                    "addresses to begin at, with commas between them; they replace the lab's site");

    private static final JobSpec SPEC =
            JobSpec.of(
                    "comms.crawler",
                    "A web crawler",
                    Bound.IO,
                    LESSON,
                    PAGES,
                    HOSTS,
                    LATENCY,
                    SEEDS,
                    CONNECT,
                    TIMEOUT,
                    SIZE,
                    DEPTH,
                    FRONTIER,
                    PRIVATE);

    /** Between two visits to a site that is not the lab's own. */
    private static final double POLITENESS = 1;

    /**
     * What was found from one of the addresses.
     *
     * @param digest of all visits and their links, in whatever order they came
     */
    record Section(int pages, int links, long digest) {}

    @Override
    public JobSpec spec() {
        return SPEC;
    }

    /**
     * @throws TandemException.Usage when a seed is no address of a page
     */
    @Override
    public Work<Section> open(Parameters parameters, long seed) throws IOException {
        int pages = parameters.get(PAGES);
        String given = parameters.get(SEEDS);
        Limits limits = CrawlSettings.limits(parameters, pages, given.isEmpty() ? 0 : POLITENESS);
        if (!given.isEmpty()) {
            return new Sections(seeds(given), limits, Optional.empty(), parameters);
        }
        GeneratedSite site = CrawlSettings.site(parameters, pages, seed);
        List<Url> seeds = site.sections();
        return new Sections(seeds, limits, Optional.of(site), with(parameters, seeds));
    }

    private static List<Url> seeds(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(address -> CrawlSettings.url(SEEDS, address.strip()))
                .toList();
    }

    private static Parameters with(Parameters given, List<Url> seeds) {
        Map<String, String> texts = new LinkedHashMap<>(given.asText());
        texts.put(SEEDS.name(), seeds.stream().map(Url::toString).collect(Collectors.joining(",")));
        texts.put(PRIVATE.name(), "true");
        return Parameters.of(SPEC.parameters(), texts);
    }

    private record Sections(
            List<Url> seeds, Limits limits, Optional<GeneratedSite> site, Parameters parameters)
            implements Work<Section> {

        @Override
        public int size() {
            return seeds.size();
        }

        @Override
        public Section part(int index) throws InterruptedException {
            Url seed = seeds.get(index);
            String folder = seed.path().substring(0, seed.path().lastIndexOf('/') + 1);
            Predicate<Url> scope =
                    url -> url.site().equals(seed.site()) && url.path().startsWith(folder);
            var digest = new Digest(sites());
            try (Fetcher fetcher = Fetcher.of(limits, parameters.get(PRIVATE))) {
                var visitor = new Visitor(fetcher, scope);
                var crawl =
                        new Crawl(
                                new ReentrantLock(),
                                limits,
                                scope,
                                System::nanoTime,
                                task -> digest.add(visitor.visit(task)));
                crawl.seed(seed);
                crawl.run();
                return new Section(crawl.count(Fate.PAGE), digest.links, digest.sum);
            }
        }

        private List<String> sites() {
            return seeds.stream().map(Url::site).distinct().toList();
        }

        @Override
        public long digest(Section section) {
            return section.digest();
        }

        @Override
        public void close() {
            site.ifPresent(GeneratedSite::close);
        }
    }

    /**
     * A hash of what was visited. The hosts count by their place in the list: the ports of the
     * lab's own are others at every opening.
     */
    private static final class Digest {

        private final List<String> sites;
        private int links;
        private long sum;

        Digest(List<String> sites) {
            this.sites = sites;
        }

        Visit add(Visit visit) {
            String targets =
                    visit.links().stream()
                            .map(this::name)
                            .sorted()
                            .collect(Collectors.joining(" "));
            links += visit.links().size();
            sum += hash(name(visit.task().url()) + " " + visit.fate() + " " + targets);
            return visit;
        }

        private String name(Url url) {
            int site = sites.indexOf(url.site());
            return (site < 0 ? url.site() : site) + url.file();
        }

        /** FNV-1a. */
        private static long hash(String text) {
            long hash = 0xcbf29ce484222325L;
            for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
            }
            return hash;
        }
    }
}
