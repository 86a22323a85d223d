// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The answer of a server, and its body where that was wanted.
 *
 * @param headers by their names in lower case; of those that came twice, the first
 * @param body as it was before it was compressed, if it was
 */
@SuppressWarnings("ArrayRecordComponent") // read once by whoever asked for it
record Reply(int status, Map<String, String> headers, byte[] body) {

    private static final Set<String> PLAIN = Set.of("", "identity");
    private static final Set<String> GZIP = Set.of("gzip", "x-gzip");

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    boolean isRedirect() {
        return status >= 300 && status < 400 && headers.containsKey("location");
    }

    /** The media type without its parameters, in lower case; empty when the server names none. */
    String type() {
        String[] parts = header("content-type").split(";", 2);
        return parts[0].strip().toLowerCase(Locale.ROOT);
    }

    boolean isCompressed() {
        return GZIP.contains(encoding());
    }

    /** Whether it is encoded in no other way than was asked for. */
    boolean isReadable() {
        return isCompressed() || PLAIN.contains(encoding());
    }

    /** Whether it is a page that can be read. */
    boolean isHtml() {
        return isReadable()
                && (type().equals("text/html") || type().equals("application/xhtml+xml"));
    }

    private String encoding() {
        return header("content-encoding").toLowerCase(Locale.ROOT);
    }

    /** The name of the encoding that the server gives; empty when it gives none. */
    String charset() {
        String[] parts = header("content-type").toLowerCase(Locale.ROOT).split("charset=", 2);
        return parts.length < 2 ? "" : parts[1].split(";", 2)[0].replace("\"", "").strip();
    }
}
