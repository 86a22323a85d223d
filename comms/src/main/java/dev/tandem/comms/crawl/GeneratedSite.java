// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import dev.tandem.lab.http.LoopbackServer;
import dev.tandem.spi.Seeds;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A web to crawl, on this machine's loopback address: several hosts, which differ in their ports,
 * each with sections of pages. Pages are written when they are asked for, so that there may be any
 * number of them, and depend on the seed and their place alone.
 *
 * <p>Within a section the pages form a tree, whose root leads to the next section and to the next
 * host; besides, each page has a link to one anywhere. The first page of a host also has what a
 * crawler meets in the wild: a redirect in a circle, a picture, a page that robots may not visit,
 * one that is not there, links that are none.
 */
public final class GeneratedSite implements AutoCloseable {

    public static final int SECTIONS = 8;

    private static final int CHILDREN = 4;
    private static final Pattern PAGE = Pattern.compile("/(\\d)/(\\d{1,6})");

    private static final String TRAPS =
            """
            <a href="/private/plan">plan</a> <a href="/missing">missing</a>
            <a href="/circle/1">circle</a> <a href="/picture.png">picture</a>
            <a href="mailto:nobody@example.org">mail</a> <a href="http://[broken">broken</a>
            """;

    private final int pages;
    private final Duration latency;
    private final long seed;
    private final List<LoopbackServer> hosts = new ArrayList<>();

    private GeneratedSite(int pages, Duration latency, long seed) {
        this.pages = pages;
        this.latency = latency;
        this.seed = seed;
    }

    /**
     * Starts the servers.
     *
     * @param pages how many pages there are, on all hosts together; the traps do not count
     * @param latency the time from a request to its answer
     */
    public static GeneratedSite open(int hosts, int pages, Duration latency, long seed)
            throws IOException {
        var site = new GeneratedSite(pages, latency, seed);
        try {
            for (int i = 0; i < hosts; i++) {
                site.hosts.add(LoopbackServer.open("host-" + i + "-"));
            }
            for (int i = 0; i < hosts; i++) {
                int host = i;
                site.hosts.get(i).start((request, out) -> site.answer(host, request, out));
            }
            return site;
        } catch (IOException e) {
            site.close();
            throw e;
        }
    }

    /** The front page of the first host, from which every page can be reached. */
    public Url front() {
        return url(0, "/");
    }

    /** The first page of each section, from which all pages of the section can be reached. */
    public List<Url> sections() {
        return IntStream.range(0, Math.min(pages, hosts.size() * SECTIONS))
                .mapToObj(this::url)
                .toList();
    }

    /** The pages are dealt out to hosts first, then to their sections. */
    private Url url(int page) {
        int place = page / hosts.size();
        return url(page % hosts.size(), path(place % SECTIONS, place / SECTIONS));
    }

    private Url url(int host, String path) {
        try {
            return Url.of(hosts.get(host).at(path).toString());
        } catch (CrawlException e) {
            throw new IllegalStateException("a server has a URL", e);
        }
    }

    private static String path(int section, int number) {
        return "/" + section + "/" + number;
    }

    private int page(int host, int section, long number) {
        long page = (number * SECTIONS + section) * hosts.size() + host;
        return page < pages ? (int) page : -1;
    }

    private void answer(int host, String request, OutputStream out)
            throws IOException, InterruptedException {
        Thread.sleep(latency);
        String path = LoopbackServer.path(request);
        switch (path) {
            case "/robots.txt" -> send(out, "text/plain", "User-agent: *\nDisallow: /private/\n");
            case "/picture.png" -> send(out, "image/png", "\u0089PNG");
            case "/" -> redirect(out, path(0, 0));
            case "/circle/1" -> redirect(out, "2");
            case "/circle/2" -> redirect(out, "/circle/1");
            default -> {
                Matcher place = PAGE.matcher(path);
                int section = place.matches() ? Integer.parseInt(place.group(1)) : SECTIONS;
                int number = section < SECTIONS ? Integer.parseInt(place.group(2)) : 0;
                if (section < SECTIONS && page(host, section, number) >= 0) {
                    send(out, "text/html; charset=utf-8", html(host, section, number));
                } else {
                    LoopbackServer.head(out, "404 Not Found", 0, "text/plain");
                }
            }
        }
    }

    private String html(int host, int section, int number) {
        RandomGenerator random = Seeds.stream(seed, page(host, section, number));
        var links = new StringBuilder();
        for (int i = 1; i <= CHILDREN; i++) {
            long child = (long) CHILDREN * number + i;
            if (page(host, section, child) >= 0) {
                links.append(link(written(section, child, random.nextInt(4))));
            }
        }
        int next = (host + 1) % hosts.size();
        if (number == 0 && page(host, section + 1, 0) >= 0 && section + 1 < SECTIONS) {
            links.append(link("/" + (section + 1) + "/0"));
        }
        if (number == 0 && page(next, section, 0) >= 0) {
            links.append(link(url(next, path(section, 0)).toString()));
        }
        links.append(link(url(random.nextInt(pages)).toString()));
        if (number == 0 && section == 0) {
            links.append(TRAPS);
        }
        return String.format(
                Locale.ROOT,
                """
                <!doctype html>
                <title>Page %d of section %d</title>
                <p>Some text.
                %s\
                """,
                number,
                section,
                links);
    }

    /** The same address in one of several ways. */
    private static String written(int section, long number, int way) {
        return switch (way) {
            case 0 -> String.valueOf(number);
            case 1 -> "./" + number + "#top";
            case 2 -> "../" + section + "/./" + number;
            default -> String.format(Locale.ROOT, "/%%3%d/%d", section, number);
        };
    }

    private static String link(String target) {
        return "<a href=\"" + target + "\">a page</a>\n";
    }

    private static void send(OutputStream out, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        LoopbackServer.head(out, "200 OK", body.length, type);
        out.write(body);
    }

    private static void redirect(OutputStream out, String target) throws IOException {
        String head =
                "HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n".formatted(target);
        out.write(head.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        hosts.forEach(LoopbackServer::close);
    }
}
