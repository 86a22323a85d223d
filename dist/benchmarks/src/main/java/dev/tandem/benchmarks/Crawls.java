// SPDX-License-Identifier: Apache-2.0
package dev.tandem.benchmarks;

import dev.tandem.comms.crawl.GeneratedSite;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.run.NoProcesses;
import dev.tandem.lab.run.RunRequest;
import dev.tandem.lab.run.Runner;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code comms.crawl} takes for 400 pages on 8 hosts that answer after 50 ms, over what {@code
 * wget --recursive} takes for the same, in turns: as politely as it is by default, and without.
 */
public final class Crawls {

    private static final int ROUNDS = 3;
    private static final int PAGES = 400;

    private Crawls() {}

    public static void main(String[] args) throws Exception {
        double[] wget = new double[ROUNDS];
        double[] polite = new double[ROUNDS];
        double[] eager = new double[ROUNDS];
        try (GeneratedSite site = GeneratedSite.open(8, PAGES, Duration.ofMillis(50), 42)) {
            for (int round = 0; round < ROUNDS; round++) {
                wget[round] = wget(site);
                polite[round] = crawl(site, "1");
                eager[round] = crawl(site, "0");
            }
        } catch (IOException e) {
            System.out.println("nothing to compare a crawl with: " + e.getMessage());
            return;
        }
        print("crawl of 400 pages, polite / wget", median(polite), median(wget));
        print("crawl of 400 pages, politeness=0 / wget", median(eager), median(wget));
    }

    /** In nanoseconds, as are all others. */
    private static double wget(GeneratedSite site) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("tandem-wget");
        long start = System.nanoTime();
        // It ends with a failure, because the site has pages that are not there.
        new ProcessBuilder(
                        "wget",
                        "--quiet",
                        "--recursive",
                        "--level=inf",
                        "--delete-after",
                        "--directory-prefix=" + folder,
                        site.front().toString())
                .inheritIO()
                .start()
                .waitFor();
        double nanos = System.nanoTime() - start;
        ProcessBuilder remove = new ProcessBuilder("rm", "-r", folder.toString());
        remove.start().waitFor();
        return nanos;
    }

    private static double crawl(GeneratedSite site, String politeness) {
        Workload crawl = Catalogue.discover(List.of()).workload("comms.crawl");
        Map<String, String> values =
                Map.of(
                        "url",
                        site.front().toString(),
                        "private",
                        "true",
                        "pages",
                        "10000",
                        "politeness",
                        politeness);
        long start = System.nanoTime();
        Outcome outcome =
                new Runner(sink -> new NoProcesses())
                        .run(RunRequest.of(crawl, Optional.empty(), values, 42), event -> {})
                        .outcome();
        double nanos = System.nanoTime() - start;
        Object pages = ((Outcome.Observed) outcome).evidence().get("pages");
        if (!Integer.valueOf(PAGES).equals(pages)) {
            throw new IllegalStateException(pages + " pages of " + PAGES);
        }
        return nanos;
    }

    private static double median(double[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }

    private static void print(String text, double ours, double theirs) {
        System.out.printf(
                Locale.ROOT,
                "%-46s %.2f  (%.2f s / %.2f s)%n",
                text,
                ours / theirs,
                ours / 1e9,
                theirs / 1e9);
    }
}
