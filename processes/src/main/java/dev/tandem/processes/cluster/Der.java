// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** As much of the distinguished encoding rules (X.690) as a certificate needs. */
final class Der {

    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final DateTimeFormatter GENERALIZED =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** From when on a certificate writes the century (RFC 5280, 4.1.2.5). */
    private static final Instant CENTURY = Instant.parse("2050-01-01T00:00:00Z");

    private Der() {}

    static byte[] sequence(byte[]... elements) {
        return tagged(SEQUENCE, elements);
    }

    static byte[] set(byte[]... elements) {
        return tagged(SET, elements);
    }

    static byte[] integer(BigInteger value) {
        return tagged(0x02, value.toByteArray());
    }

    static byte[] yes() {
        return tagged(0x01, new byte[] {(byte) 0xff});
    }

    static byte[] text(String value) {
        return tagged(0x0c, value.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] octets(byte[] value) {
        return tagged(0x04, value);
    }

    /** Whole bytes as a string of bits. */
    static byte[] bits(byte[] value) {
        return tagged(0x03, new byte[1], value);
    }

    static byte[] time(Instant at) {
        boolean old = at.isBefore(CENTURY);
        String text = (old ? UTC : GENERALIZED).format(at);
        return tagged(old ? 0x17 : 0x18, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A field that is told by its number, within its context. */
    static byte[] field(int number, byte[] content) {
        return tagged(0xa0 | number, content);
    }

    /** An object identifier, such as {@code 2.5.4.3}. */
    static byte[] oid(String dotted) {
        String[] arcs = dotted.split("\\.", -1);
        var out = new ByteArrayOutputStream();
        out.write(40 * Integer.parseInt(arcs[0]) + Integer.parseInt(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            int arc = Integer.parseInt(arcs[i]);
            int groups = Math.max(1, (38 - Integer.numberOfLeadingZeros(arc)) / 7);
            for (int group = groups - 1; group >= 0; group--) {
                out.write((arc >> (7 * group) & 0x7f) | (group > 0 ? 0x80 : 0));
            }
        }
        return tagged(0x06, out.toByteArray());
    }

    private static byte[] tagged(int tag, byte[]... contents) {
        int length = 0;
        for (byte[] content : contents) {
            length += content.length;
        }
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else {
            byte[] digits = BigInteger.valueOf(length).toByteArray();
            int first = digits[0] == 0 ? 1 : 0;
            out.write(0x80 | (digits.length - first));
            out.write(digits, first, digits.length - first);
        }
        for (byte[] content : contents) {
            out.writeBytes(content);
        }
        return out.toByteArray();
    }
}
