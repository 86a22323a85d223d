// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a page in its normal form, so that two ways of writing the same address are equal:
 * the syntax-based and scheme-based normalisation of RFC 3986, section 6.2. Scheme and host are in
 * lower case, the host in ASCII; the default port, the fragment, dot segments and needless escapes
 * are gone.
 *
 * @param port never left out here; {@link #toString} leaves out the default
 * @param file the path, which is at least {@code /}, and the query if there is one
 */
public record Url(String scheme, String host, int port, String file) {

    /** RFC 3986, appendix B, without the fragment. */
    private static final Pattern PARTS =
            Pattern.compile("(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(\\?[^#]*)?(?:#.*)?");

    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:@\\[\\]]+)(?::(\\d{0,5}))?");

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
    private static final Pattern HOST = Pattern.compile("[a-z0-9._-]+|\\[.*]");

    private static final int LONGEST = 2048;

    /** Those that mean nothing but themselves: RFC 3986, section 2.3. */
    private static final String UNRESERVED = "-._~";

    /** Those that may stand unescaped in a path or a query. */
    private static final String KEPT = UNRESERVED + "!$&'()*+,;=:@/?";

    /**
     * @throws CrawlException when it is no absolute address of a page
     */
    public static Url of(String text) throws CrawlException {
        Matcher parts = parts(text);
        if (parts.start(1) < 0) {
            throw new CrawlException(Fate.MALFORMED, "an address begins with http:// or https://");
        }
        return absolute(scheme(parts), parts);
    }

    /**
     * What a link on this page leads to: RFC 3986, section 5.2.
     *
     * @throws CrawlException when that is no address of a page
     */
    public Url resolve(String link) throws CrawlException {
        Matcher parts = parts(link);
        if (parts.start(1) >= 0) {
            return absolute(scheme(parts), parts);
        }
        if (parts.start(2) >= 0) {
            return absolute(scheme, parts);
        }
        String target = group(parts, 3);
        String query = group(parts, 4);
        if (target.isEmpty()) {
            return with(query.isEmpty() ? file : path() + escaped(query));
        }
        String whole =
                target.startsWith("/")
                        ? target
                        : path().substring(0, path().lastIndexOf('/') + 1) + target;
        return with(withoutDots(escaped(whole)) + escaped(query));
    }

    private static Matcher parts(String text) throws CrawlException {
        // Browsers drop line breaks inside of an address, and so do those who write them.
        String clean = text.strip().replaceAll("[\\t\\r\\n]", "");
        Matcher parts = PARTS.matcher(clean);
        if (clean.length() > LONGEST || !parts.matches()) {
            throw new CrawlException(Fate.MALFORMED, "longer than " + LONGEST + " characters");
        }
        return parts;
    }

    /** A part of an address; empty when it is not there. */
    private static String group(Matcher matcher, int group) {
        String text = matcher.group(group);
        return text == null ? "" : text;
    }

    private static String scheme(Matcher parts) throws CrawlException {
        String scheme = group(parts, 1).toLowerCase(Locale.ROOT);
        if (!SCHEME.matcher(scheme).matches()) {
            throw new CrawlException(Fate.MALFORMED, "there is no scheme " + scheme);
        }
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new CrawlException(Fate.OTHER_SCHEME, scheme);
        }
        return scheme;
    }

    private static Url absolute(String scheme, Matcher parts) throws CrawlException {
        String text = group(parts, 2);
        Matcher authority = AUTHORITY.matcher(text);
        if (!authority.matches()) {
            throw new CrawlException(Fate.MALFORMED, "'" + text + "' is no host");
        }
        String digits = group(authority, 2);
        int port = digits.isEmpty() ? defaultPort(scheme) : Integer.parseInt(digits);
        if (port < 1 || port > 65_535) {
            throw new CrawlException(Fate.MALFORMED, "there is no port " + port);
        }
        String path = withoutDots(escaped(group(parts, 3)));
        return new Url(scheme, host(group(authority, 1)), port, path + escaped(group(parts, 4)));
    }

    private static String host(String text) throws CrawlException {
        try {
            String host = text.startsWith("[") ? text : IDN.toASCII(text);
            String lower = host.toLowerCase(Locale.ROOT);
            if (HOST.matcher(lower).matches()) {
                return lower;
            }
        } catch (IllegalArgumentException _) {
            // Reported below, with the same words as any other.
        }
        throw new CrawlException(Fate.MALFORMED, "'" + text + "' is no host");
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    /** Escapes what must be escaped, and nothing else. */
    private static String escaped(String text) {
        var result = new StringBuilder(text.length());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int c = bytes[i] & 0xff;
            boolean escape = c == '%' && i + 2 < bytes.length && isHex(bytes[i + 1], bytes[i + 2]);
            if (escape) {
                c = HexFormat.fromHexDigits(text(bytes, i + 1));
                i += 2;
            }
            if (escape ? isUnreserved(c) : isUnreserved(c) || KEPT.indexOf(c) >= 0) {
                result.append((char) c);
            } else {
                result.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
            }
        }
        return result.toString();
    }

    private static String text(byte[] bytes, int from) {
        return new String(bytes, from, 2, StandardCharsets.US_ASCII);
    }

    private static boolean isHex(byte first, byte second) {
        return HexFormat.isHexDigit(first) && HexFormat.isHexDigit(second);
    }

    private static boolean isUnreserved(int c) {
        return c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
    }

    /** RFC 3986, section 5.2.4. */
    private static String withoutDots(String path) {
        Deque<String> segments = new ArrayDeque<>();
        String last = "";
        for (String segment : path.split("/", -1)) {
            last = segment;
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        boolean folder = last.equals(".") || last.equals("..");
        String joined = String.join("/", segments) + (folder ? "/" : "");
        return joined.startsWith("/") ? joined : "/" + joined;
    }

    private Url with(String otherFile) {
        return new Url(scheme, host, port, otherFile);
    }

    /** The path without the query. */
    public String path() {
        int query = file.indexOf('?');
        return query < 0 ? file : file.substring(0, query);
    }

    /** Where the rules for robots of this host are: RFC 9309, section 2.3. */
    public Url robots() {
        return with("/robots.txt");
    }

    /** Host and port, as a request names them. */
    public String authority() {
        return port == defaultPort(scheme) ? host : host + ":" + port;
    }

    /** What tells one site from another: scheme, host and port. */
    public String site() {
        return scheme + "://" + authority();
    }

    @Override
    public String toString() {
        return site() + file;
    }
}
