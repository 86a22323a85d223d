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
import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Label.interesting;
import static dev.tandem.spi.Parameter.flag;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Parameter.number;
import static dev.tandem.spi.Parameter.text;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.comms.crawl.Crawl;
import dev.tandem.comms.crawl.Fate;
import dev.tandem.comms.crawl.Fetcher;
import dev.tandem.comms.crawl.GeneratedSite;
import dev.tandem.comms.crawl.Limits;
import dev.tandem.comms.crawl.LinkGraph;
import dev.tandem.comms.crawl.Task;
import dev.tandem.comms.crawl.Url;
import dev.tandem.comms.crawl.Visit;
import dev.tandem.comms.crawl.Visitor;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Workers that share what is still to be visited, and the lock that guards it. Look at how many
 * visits were under way at the same time: in {@code broken} never two, because each worker keeps
 * the lock while it waits for its page, and with it all the others. Seen in 100 runs of each at its
 * default size: {@code lock-held} 100 times in {@code broken}, never in {@code sound}.
 *
 * <pre>{@code tandem run comms.crawl --variant broken}
 * {@code tandem run comms.crawl -p url=https://example.org/ -p pages=100 -p graph=links.dot}</pre>
 */
final class Crawling implements Workload {

    private static final String LESSON =
            """
            A lock is for the moment in which shared data is read or changed. Who goes on holding it
            while something slow happens, such as a request to a server, makes all others wait for
            that too: the program has as many threads as before, and the speed of one. Take what
            there is to do under the lock, let go, do it, and take the lock again for the result.
            """;

    private static final Parameter<String> URL =
            text("url", "", "where to begin, in place of the lab's own site");
    private static final Parameter<Integer> PAGES = CrawlSettings.pages(64);
    private static final Parameter<Integer> WORKERS =
            integer("workers", 8, 1, 1000, "how many visit pages");
    private static final Parameter<Double> POLITENESS =
            number("politeness", 1, 0, 1000, "rest of a site, as a multiple of its last answer");
    private static final Parameter<Boolean> SAME_HOST =
            flag("same-host", true, "stay on the host of the first page");
    private static final Parameter<String> GRAPH =
            text("graph", "", "a file for the links between pages, in the language of Graphviz");

    private static final Label CRAWLED =
            acceptable("crawled", "every page in reach was visited, and none under the lock");
    private static final Label INCOMPLETE =
            interesting("incomplete", "a limit or a fault kept pages away; the summary says which");
    private static final Label HELD =
            forbidden("lock-held", "who fetched a page held the lock, and all others had to wait");

    /** What a worker does until the crawl is over. */
    @FunctionalInterface
    private interface Way {
        void work(Crawl crawl, ReentrantLock lock) throws InterruptedException;
    }

    private static final Variants<Way> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "the lock is held from taking a task to filing its result",
                            HELD,
                            () -> Crawling::holdOn),
                    sound(
                            "sound",
                            "the lock is held to take a task, and again to file its result",
                            () -> (crawl, _) -> crawl.run()));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("comms.crawl", "Workers with one list of what to visit", LESSON)
                    .with(URL, PAGES, HOSTS, LATENCY, WORKERS, POLITENESS, SAME_HOST, DEPTH, SIZE)
                    .with(FRONTIER, CONNECT, TIMEOUT, PRIVATE, GRAPH)
                    .with(WAYS)
                    .with(CRAWLED, INCOMPLETE, HELD)
                    .teaches(ReentrantLock.class, Condition.class)
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        if (!context.get(URL).isEmpty()) {
            return crawl(context, CrawlSettings.url(URL, context.get(URL)), context.get(PRIVATE));
        }
        try (GeneratedSite site =
                CrawlSettings.site(context.parameters(), context.get(PAGES), context.seed())) {
            return crawl(context, site.front(), true);
        }
    }

    private static Outcome crawl(RunContext context, Url first, boolean privateToo)
            throws Exception {
        // The lab's own site has pages that do not count, and all of them are to be visited.
        int most = context.get(URL).isEmpty() ? Integer.MAX_VALUE : context.get(PAGES);
        Limits limits = CrawlSettings.limits(context.parameters(), most, context.get(POLITENESS));
        Predicate<Url> scope = url -> !context.get(SAME_HOST) || url.host().equals(first.host());
        ReentrantLock lock = new ReentrantLock();
        try (Fetcher fetcher = Fetcher.of(limits, privateToo);
                Watch watch =
                        new Watch(
                                context,
                                lock,
                                new Visitor(fetcher, scope),
                                graph(context.get(GRAPH)))) {
            Crawl crawl = new Crawl(lock, limits, scope, System::nanoTime, watch::visit);
            crawl.seed(first);
            Way way = context.make(WAYS);
            try (Crew crew = Crew.virtual("worker-")) {
                crew.together(context.get(WORKERS), _ -> way.work(crawl, lock));
            }
            return watch.label(crawl)
                    .observed()
                    .with("pages", crawl.count(Fate.PAGE))
                    .with("atOnce", watch.mostUnderWay.get())
                    .with("visitsUnderTheLock", watch.underLock.get())
                    .with("mostWaitingMeanwhile", watch.mostWaiting.get())
                    .with("summary", crawl.table());
        }
    }

    private static void holdOn(Crawl crawl, ReentrantLock lock) throws InterruptedException {
        boolean more = true;
        while (more) {
            lock.lockInterruptibly();
            try {
                more = crawl.step();
            } finally {
                lock.unlock();
            }
        }
    }

    private static Optional<LinkGraph> graph(String file) {
        try {
            return file.isEmpty() ? Optional.empty() : Optional.of(LinkGraph.create(Path.of(file)));
        } catch (InvalidPathException | IOException e) {
            throw new TandemException.Usage(
                    "parameter graph: '" + file + "' cannot be written (" + e.getMessage() + ")");
        }
    }

    /** Watches the visits: how many there are at a time, and who has the lock meanwhile. */
    private record Watch(
            RunContext context,
            ReentrantLock lock,
            Visitor visitor,
            Optional<LinkGraph> graph,
            AtomicInteger underWay,
            AtomicInteger mostUnderWay,
            AtomicInteger underLock,
            AtomicInteger mostWaiting)
            implements AutoCloseable {

        Watch(RunContext context, ReentrantLock lock, Visitor visitor, Optional<LinkGraph> graph) {
            this(
                    context,
                    lock,
                    visitor,
                    graph,
                    new AtomicInteger(),
                    new AtomicInteger(),
                    new AtomicInteger(),
                    new AtomicInteger());
        }

        Visit visit(Task task) throws InterruptedException {
            mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            try {
                Visit visit = visitor.visit(task);
                if (lock.isHeldByCurrentThread()) {
                    underLock.incrementAndGet();
                    mostWaiting.accumulateAndGet(lock.getQueueLength(), Math::max);
                }
                context.event(told(visit));
                graph.ifPresent(file -> file.add(visit));
                return visit;
            } finally {
                underWay.decrementAndGet();
            }
        }

        private static String told(Visit visit) {
            String detail = visit.detail().isEmpty() ? "" : " (" + visit.detail() + ")";
            return visit.fate().title() + detail + ": " + visit.task().url();
        }

        Label label(Crawl crawl) {
            if (underLock.get() > 0) {
                return HELD;
            }
            return crawl.hasLoss() ? INCOMPLETE : CRAWLED;
        }

        @Override
        public void close() throws IOException {
            if (graph.isPresent()) {
                graph.get().close();
            }
        }
    }
}
