// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads.images;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes images in the Portable Network Graphics format (ISO/IEC 15948): a signature and three
 * chunks, each with its length, its type and a checksum. By hand, because {@code javax.imageio}
 * brings half a desktop into a native executable.
 */
public final class Png {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int BITS_PER_CHANNEL = 8;
    private static final int TRUE_COLOUR = 2;

    private Png() {}

    /**
     * A picture that depends on the seed and the size alone: a gradient between two colours with
     * the grain of a photograph, which keeps it from being compressed to nothing.
     *
     * @return the bytes of the file
     */
    public static byte[] picture(int width, int height, long seed) {
        var random = new SplittableRandom(seed);
        int[] first = random.ints(3, 0, 240).toArray();
        int[] second = random.ints(3, 0, 240).toArray();
        byte[] rows = new byte[height * (1 + 3 * width)];
        int at = 0;
        for (int y = 0; y < height; y++) {
            rows[at++] = 0; // the filter of the row: none
            for (int x = 0; x < width; x++) {
                int grain = random.nextInt();
                for (int channel = 0; channel < 3; channel++) {
                    int colour = (first[channel] * (width - x) + second[channel] * x) / width;
                    rows[at++] = (byte) (colour + (grain >>> (4 * channel) & 0xf));
                }
            }
        }
        return encode(width, height, rows);
    }

    private static byte[] encode(int width, int height, byte[] rows) {
        // The methods of compression, filter and interlace stay 0: the only or the simplest ones.
        byte[] header =
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) BITS_PER_CHANNEL)
                        .put((byte) TRUE_COLOUR)
                        .array();
        byte[] data = deflate(rows);
        ByteBuffer file =
                ByteBuffer.allocate(SIGNATURE.length + 3 * 12 + header.length + data.length);
        file.put(SIGNATURE);
        chunk(file, "IHDR", header);
        chunk(file, "IDAT", data);
        chunk(file, "IEND", new byte[0]);
        return file.array();
    }

    private static void chunk(ByteBuffer file, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var checksum = new CRC32();
        checksum.update(name);
        checksum.update(data);
        file.putInt(data.length).put(name).put(data).putInt((int) checksum.getValue());
    }

    private static byte[] deflate(byte[] bytes) {
        var compressed = new ByteArrayOutputStream(bytes.length / 2);
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try (OutputStream out = new DeflaterOutputStream(compressed, deflater)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        } finally {
            deflater.end();
        }
        return compressed.toByteArray();
    }
}
