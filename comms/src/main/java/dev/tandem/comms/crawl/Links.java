// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The links of a page of HTML.
 *
 * @param urls in the order of the page, each once
 * @param unusable those that are no address of a page
 */
record Links(List<Url> urls, List<Finding> unusable) {

    private static final int LONGEST = 100;

    static Links of(Reply page, Url url) {
        Document document = parse(page, url);
        Url base = base(document, url);
        Set<Url> urls = new LinkedHashSet<>();
        List<Finding> unusable = new ArrayList<>();
        for (Element element : document.select("a[href], area[href], frame[src], iframe[src]")) {
            String link = element.attr(element.hasAttr("href") ? "href" : "src");
            try {
                urls.add(base.resolve(link));
            } catch (CrawlException e) {
                unusable.add(new Finding(e.fate(), shown(link)));
            }
        }
        return new Links(List.copyOf(urls), unusable);
    }

    /** Short, and without characters that a terminal takes for commands. */
    private static String shown(String link) {
        String text = link.strip().replaceAll("\\p{Cc}", " ");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static Document parse(Reply page, Url url) {
        try {
            return Jsoup.parse(
                    new ByteArrayInputStream(page.body()),
                    supported(page.charset()),
                    url.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory cannot fail", e);
        }
    }

    /** An encoding that this machine knows; null lets the parser look for one in the page. */
    private static @Nullable String supported(String charset) {
        try {
            return !charset.isEmpty() && Charset.isSupported(charset) ? charset : null;
        } catch (IllegalCharsetNameException _) {
            return null;
        }
    }

    /** What the links of a page are relative to; one that makes no sense is ignored. */
    private static Url base(Document document, Url url) {
        Element base = document.selectFirst("base[href]");
        try {
            return base == null ? url : url.resolve(base.attr("href"));
        } catch (CrawlException _) {
            return url;
        }
    }
}
