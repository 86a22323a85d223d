// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.pool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** How calls and replies are written into messages: lists of texts, each text after its length. */
final class Wire {

    /** The worker has made itself ready for calls. */
    static final char OPENED = 'O';

    /** The worker is alive. */
    static final char ALIVE = 'A';

    /** The results of a batch follow. */
    static final char RESULTS = 'R';

    /** What a call of the batch has thrown follows: its text and its stack trace. */
    static final char FAILURE = 'F';

    /** What a worker says. */
    record Reply(char kind, List<String> texts) {}

    private Wire() {}

    static byte[] reply(char kind, List<String> texts) {
        return write(out -> {
            out.writeByte(kind);
            writeTexts(out, texts);
        });
    }

    static Reply reply(byte[] message) {
        return read(message, in -> new Reply((char) in.readByte(), readTexts(in)));
    }

    static byte[] calls(List<List<String>> calls) {
        return write(out -> {
            out.writeInt(calls.size());
            for (List<String> arguments : calls) {
                writeTexts(out, arguments);
            }
        });
    }

    static List<List<String>> calls(byte[] message) {
        return read(
                message,
                in -> {
                    List<List<String>> calls = new ArrayList<>();
                    int size = in.readInt();
                    for (int i = 0; i < size; i++) {
                        calls.add(readTexts(in));
                    }
                    return calls;
                });
    }

    private static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    private static List<String> readTexts(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            texts.add(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
        }
        return texts;
    }

    @FunctionalInterface
    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    @FunctionalInterface
    private interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    private static byte[] write(Writing writing) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte[] message, Reading<T> reading) {
        try (var in = new DataInputStream(new ByteArrayInputStream(message))) {
            return reading.from(in);
        } catch (IOException e) {
            throw new UncheckedIOException("a message of the pool is cut off", e);
        }
    }
}
