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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Reads an answer in HTTP/1.1 (RFC 9112) and believes nothing: lines, headers and body are limited,
 * whatever lengths the server gives. Whether it has ended is certain or else taken for no.
 */
final class ReplyReader {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.([01]) ([1-5]\\d\\d)( .*)?");
    private static final Set<String> FRAMING =
            Set.of("content-length", "transfer-encoding", "connection");
    private static final Set<String> KEPT_OPEN = Set.of("", "keep-alive");
    private static final int LONGEST_LINE = 8192;
    private static final int MOST_HEADERS = 200;
    private static final int MOST_HEADS = 10;

    /** By so much, and a thousandth, what does not get shorter may get longer (RFC 1951, 1952). */
    private static final int GZIP_OVERHEAD = 1024;

    private final InputStream in;
    private boolean begun;
    private boolean doubtful;
    private boolean whole;

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
            doubtful = status.group(1).equals("0");
            Reply head = new Reply(Integer.parseInt(status.group(2)), headers(), new byte[0]);
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
            String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            boolean again = headers.putIfAbsent(name, line.substring(colon + 1).strip()) != null;
            doubtful |= (again && FRAMING.contains(name)) || name.length() < colon;
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

    /** Whether anything has come yet. */
    boolean hasBegun() {
        return begun;
    }

    /**
     * Whether the answer has come to its end, so that what comes next on the connection is another
     * one. Where the server closes it, gives the length twice or in two ways, or has sent more than
     * was asked for, it has not.
     *
     * @param reply what was read of it
     */
    boolean hasEnded(Reply reply) {
        boolean chunked = reply.headers().containsKey("transfer-encoding");
        boolean counted = reply.headers().containsKey("content-length");
        boolean empty =
                reply.status() == 204
                        || reply.status() == 304
                        || reply.header("content-length").equals("0");
        return !doubtful
                && !(chunked && counted)
                && KEPT_OPEN.contains(reply.header("connection").toLowerCase(Locale.ROOT))
                && (whole || (empty && !chunked))
                && isSilent();
    }

    private boolean isSilent() {
        try {
            return in.available() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static byte[] inflated(byte[] compressed, int most) throws IOException {
        try (var text = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return text.readNBytes(most + 1);
        }
    }

    private byte[] sent(Reply head, int most) throws IOException {
        var body = new ByteArrayOutputStream();
        String coding = head.header("transfer-encoding");
        if (coding.equalsIgnoreCase("chunked")) {
            whole = chunks(body, most);
        } else if (!coding.isEmpty()) {
            throw new ProtocolException("the answer is sent as nobody asked for");
        } else if (head.headers().containsKey("content-length")) {
            long length = number(head.header("content-length"), 10);
            copy(body, length, most);
            whole = length <= most;
        } else {
            body.writeBytes(in.readNBytes(most + 1));
        }
        return body.toByteArray();
    }

    /**
     * @return whether the last chunk has come, and its end with it. Nobody waits for that end, nor
     *     reads the headers that may come before it.
     */
    private boolean chunks(ByteArrayOutputStream body, int most) throws IOException {
        long size = sizeOfChunk();
        while (size > 0) {
            copy(body, size, most);
            if (body.size() > most) {
                return false;
            }
            if (!line().isEmpty()) {
                throw new ProtocolException("a chunk is longer than it says");
            }
            size = sizeOfChunk();
        }
        return in.available() > 0 && line().isEmpty();
    }

    private long sizeOfChunk() throws IOException {
        return number(line().split(";", 2)[0].strip(), 16);
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
            // With a sign it is none.
            if (Character.digit(text.charAt(0), radix) >= 0) {
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
            begun |= c >= 0;
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
