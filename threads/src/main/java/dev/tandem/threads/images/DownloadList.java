// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads.images;

import dev.tandem.spi.TandemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What to download, one after another. As text: a line each with the URL and, where it is known,
 * the SHA-256 that the content must have; empty lines and lines that start with {@code #} say
 * nothing.
 */
public record DownloadList(List<Entry> entries) {

    /**
     * @param uri absolute, http or https
     * @param sha256 64 hexadecimal digits in lower case; empty when any content will do
     */
    public record Entry(URI uri, String sha256) {}

    public DownloadList {
        entries = List.copyOf(entries);
    }

    /**
     * @param source what the text is called in messages
     * @throws TandemException.Usage when a line is neither of these or no line names a URL
     */
    public static DownloadList parse(String text, String source) {
        List<Entry> entries = new ArrayList<>();
        List<String> lines = text.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isEmpty() && !line.startsWith("#")) {
                entries.add(entry(line, source + ", line " + (i + 1)));
            }
        }
        if (entries.isEmpty()) {
            throw new TandemException.Usage(source + " names no URL; it takes one a line");
        }
        return new DownloadList(entries);
    }

    private static Entry entry(String line, String place) {
        String[] words = line.split("\\s+", 3);
        String sha256 = words.length == 1 ? "" : words[1].toLowerCase(Locale.ROOT);
        if (words.length > 2 || !sha256.matches("([0-9a-f]{64})?")) {
            throw new TandemException.Usage(
                    place + ": a URL is followed by nothing or by the 64 digits of a SHA-256");
        }
        return new Entry(uri(words[0], place), sha256);
    }

    /**
     * @param place where the text stands, for messages
     * @throws TandemException.Usage when it is no URL that can be downloaded
     */
    public static URI uri(String text, String place) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException _) {
            // Reported below, with the same words as a URL of another kind.
        }
        throw new TandemException.Usage(
                place + ": '" + text + "' is not a URL that starts with http:// or https://");
    }

    /** The list as {@link #parse} reads it. */
    public String toText() {
        return entries.stream()
                .map(entry -> (entry.uri() + " " + entry.sha256()).strip() + "\n")
                .collect(Collectors.joining());
    }
}
