// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Writes a picture in shades of grey as PNG (ISO/IEC 15948), without what draws windows. */
final class Png {

    private static final long SIGNATURE = 0x89504e470d0a1a0aL;
    private static final int BITS = 8;

    private Png() {}

    /** The brightness of each point. */
    @FunctionalInterface
    interface Shade {
        /** From 0, black, to 255, white. */
        int at(int x, int y);
    }

    static byte[] of(int width, int height, Shade shade) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var picture = new DataOutputStream(bytes);
        picture.writeLong(SIGNATURE);
        chunk(picture, "IHDR", header(width, height));
        chunk(picture, "IDAT", points(width, height, shade));
        chunk(picture, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static byte[] header(int width, int height) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var header = new DataOutputStream(bytes);
        header.writeInt(width);
        header.writeInt(height);
        // Grey, and the only methods there are for compressing, filtering and interlacing.
        header.write(new byte[] {BITS, 0, 0, 0, 0});
        return bytes.toByteArray();
    }

    private static byte[] points(int width, int height, Shade shade) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var points = new DeflaterOutputStream(bytes)) {
            for (int y = 0; y < height; y++) {
                points.write(0); // the row is not filtered
                for (int x = 0; x < width; x++) {
                    points.write(shade.at(x, y));
                }
            }
        }
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream picture, String type, byte[] data)
            throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        picture.writeInt(data.length);
        picture.write(name);
        picture.write(data);
        var checksum = new CRC32();
        checksum.update(name);
        checksum.update(data);
        picture.writeInt((int) checksum.getValue());
    }
}
