// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Reads an answer in HTTP/1.1 (RFC 9112) and believes nothing: lines, headers and body are limited,
 * whatever lengths the server gives.
 */
final class ReplyReader {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)( .*)?");
    private static final int LONGEST_LINE = 8192;
    private static final int MOST_HEADERS = 200;
    private static final int MOST_HEADS = 10;

    /** By so much, and a thousandth, what does not get shorter may get longer (RFC 1951, 1952). */
    private static final int GZIP_OVERHEAD = 1024;

    private final InputStream in;

    ReplyReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /**
     * The head of the answer; the interim ones that may come before it are skipped.
     *
     * @throws ProtocolException when it is none
     */
    Reply head() throws IOException {
        for (int i = 0; i < MOST_HEADS; i++) {
            Matcher status = STATUS.matcher(line());
            if (!status.matches()) {
                throw new ProtocolException("the answer begins with no status of HTTP/1.1");
            }
            Reply head = new Reply(Integer.parseInt(status.group(1)), headers(), new byte[0]);
            if (head.status() >= 200) {
                return head;
            }
        }
        throw new ProtocolException("nothing but interim answers");
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        int count = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1 || ++count > MOST_HEADERS) {
                throw new ProtocolException("the headers are too many, or none");
            }
            headers.putIfAbsent(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    /**
     * The body that belongs to a head. A few bytes can be compressed that stand for millions: they
     * are inflated as far as they are wanted, and what is limited is what comes of them.
     *
     * @param most how much of it is read
     * @return the body, or its beginning that is one byte longer than {@code most}
     * @throws ProtocolException when it is not as long as the server says, or is encoded in a way
     *     that nobody asked for
     */
    Reply body(Reply head, int most) throws IOException {
        if (!head.isReadable()) {
            throw new ProtocolException("the answer is encoded as nobody asked for");
        }
        byte[] body =
                head.isCompressed()
                        ? inflated(sent(head, most + most / 1000 + GZIP_OVERHEAD), most)
                        : sent(head, most);
        return new Reply(head.status(), head.headers(), body);
    }

    private static byte[] inflated(byte[] compressed, int most) throws IOException {
        try (var text = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return text.readNBytes(most + 1);
        }
    }

    private byte[] sent(Reply head, int most) throws IOException {
        var body = new ByteArrayOutputStream();
        if (head.header("transfer-encoding").equalsIgnoreCase("chunked")) {
            chunks(body, most);
        } else if (head.headers().containsKey("content-length")) {
            copy(body, number(head.header("content-length"), 10), most);
        } else {
            body.writeBytes(in.readNBytes(most + 1));
        }
        return body.toByteArray();
    }

    private void chunks(ByteArrayOutputStream body, int most) throws IOException {
        long size = number(line().split(";", 2)[0].strip(), 16);
        while (size > 0 && body.size() <= most) {
            copy(body, size, most);
            if (body.size() <= most && line().isEmpty()) {
                size = number(line().split(";", 2)[0].strip(), 16);
            }
        }
    }

    private void copy(ByteArrayOutputStream body, long size, int most) throws IOException {
        int wanted = (int) Math.min(size, most + 1L - body.size());
        byte[] bytes = in.readNBytes(wanted);
        if (bytes.length < wanted) {
            throw new ProtocolException("the answer ends before its end");
        }
        body.writeBytes(bytes);
    }

    private static long number(String text, int radix) throws ProtocolException {
        try {
            long number = Long.parseLong(text, radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Reported below, with the same words as a negative one.
        }
        throw new ProtocolException("'" + text + "' is no length");
    }

    private String line() throws IOException {
        var text = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the answer ends in its head");
            }
            if (text.length() == LONGEST_LINE) {
                throw new ProtocolException("a line of the head is too long");
            }
            // Some of it will be shown on a terminal, which takes such characters for commands.
            text.append(Character.isISOControl(c) ? ' ' : (char) c);
        }
        return text.toString().stripTrailing();
    }
}
