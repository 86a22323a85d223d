// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What members and callers say to one another: a byte for the kind, then fields of fixed types,
 * numbers in network byte order. Nothing is deserialized into objects, and what is read is not
 * believed: a message that is cut off, or announces more than it may have, is refused.
 */
sealed interface Message {

    /** The longest message that is sent or read, in bytes. */
    int MOST_BYTES = 1 << 20;

    /** How many parts go out together at most. */
    int MOST_PARTS = 1 << 16;

    /** How many parameters a job has at most. */
    int MOST_PARAMETERS = 1 << 10;

    /** How many characters of a text are sent. */
    int MOST_CHARACTERS = 1 << 13;

    /** What a process does in the cluster. */
    enum Role {
        MEMBER,
        CALLER
    }

    /**
     * Who somebody is; the first message each way. Its fields stay as they are in every version, so
     * that members of different ones can tell.
     *
     * @param build the version of tandem
     * @param catalogue a digest of the jobs that it knows
     * @param cores how many parts it computes at a time
     * @param load how many threads run or would, on average over a minute; negative when unknown
     * @param doing what it does now, for people
     */
    record Hello(Role role, String build, long catalogue, int cores, double load, String doing)
            implements Message {}

    /** A run of a job: all that a member needs to open it. */
    record Begin(long run, String job, long seed, Map<String, String> parameters)
            implements Message {}

    /**
     * Parts to be computed together.
     *
     * @param part by which the caller knows them
     * @param from the index of the first
     * @param to the index after that of the last
     */
    record Part(long run, int part, int from, int to) implements Message {}

    /** The digests of parts, in their order. */
    @SuppressWarnings("ArrayRecordComponent") // as in JobResult, where they go
    record Result(long run, int part, long[] digests) implements Message {}

    /** A part has thrown, or its job could not be opened. */
    record Failed(long run, String reason) implements Message {}

    /** The run is over: what of it is queued or under way is dropped. */
    record Cancel(long run) implements Message {}

    default byte[] encode() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            switch (this) {
                case Hello hello -> {
                    out.writeByte('H');
                    out.writeByte(hello.role() == Role.MEMBER ? 0 : 1);
                    out.writeUTF(shortened(hello.build()));
                    out.writeLong(hello.catalogue());
                    out.writeInt(hello.cores());
                    out.writeDouble(hello.load());
                    out.writeUTF(shortened(hello.doing()));
                }
                case Begin(long run, String job, long seed, Map<String, String> parameters) -> {
                    out.writeByte('B');
                    out.writeLong(run);
                    out.writeUTF(job);
                    out.writeLong(seed);
                    out.writeInt(parameters.size());
                    for (var parameter : parameters.entrySet()) {
                        out.writeUTF(parameter.getKey());
                        out.writeUTF(parameter.getValue());
                    }
                }
                case Part(long run, int part, int from, int to) -> {
                    out.writeByte('P');
                    out.writeLong(run);
                    out.writeInt(part);
                    out.writeInt(from);
                    out.writeInt(to);
                }
                case Result(long run, int part, long[] digests) -> {
                    out.writeByte('R');
                    out.writeLong(run);
                    out.writeInt(part);
                    out.writeInt(digests.length);
                    for (long digest : digests) {
                        out.writeLong(digest);
                    }
                }
                case Failed(long run, String reason) -> {
                    out.writeByte('F');
                    out.writeLong(run);
                    out.writeUTF(shortened(reason));
                }
                case Cancel(long run) -> {
                    out.writeByte('C');
                    out.writeLong(run);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a message is too long to be sent", e);
        }
        return bytes.toByteArray();
    }

    private static String shortened(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
    }

    /**
     * @throws Malformed when the bytes are no message, the whole of one and nothing else
     */
    static Message decode(byte[] bytes) throws Malformed {
        if (bytes.length > MOST_BYTES) {
            throw new Malformed("it has " + bytes.length + " bytes");
        }
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Message message =
                    switch (in.readByte()) {
                        case 'H' ->
                                new Hello(
                                        in.readByte() == 0 ? Role.MEMBER : Role.CALLER,
                                        in.readUTF(),
                                        in.readLong(),
                                        within(in.readInt(), 1, Short.MAX_VALUE, "cores"),
                                        in.readDouble(),
                                        in.readUTF());
                        case 'B' ->
                                new Begin(
                                        in.readLong(), in.readUTF(), in.readLong(), parameters(in));
                        case 'P' -> part(in);
                        case 'R' -> new Result(in.readLong(), in.readInt(), digests(in));
                        case 'F' -> new Failed(in.readLong(), in.readUTF());
                        case 'C' -> new Cancel(in.readLong());
                        default -> throw new Malformed("its kind is unknown");
                    };
            if (in.available() > 0) {
                throw new Malformed(in.available() + " bytes follow it");
            }
            return message;
        } catch (Malformed e) {
            throw e;
        } catch (IOException e) {
            throw new Malformed("it is cut off or no text");
        }
    }

    private static Part part(DataInputStream in) throws IOException {
        long run = in.readLong();
        int part = in.readInt();
        int from = within(in.readInt(), 0, Integer.MAX_VALUE - MOST_PARTS, "the first part");
        int to = within(in.readInt(), from + 1, from + MOST_PARTS, "the last part");
        return new Part(run, part, from, to);
    }

    private static long[] digests(DataInputStream in) throws IOException {
        long[] digests = new long[within(in.readInt(), 1, MOST_PARTS, "parts")];
        for (int i = 0; i < digests.length; i++) {
            digests[i] = in.readLong();
        }
        return digests;
    }

    private static Map<String, String> parameters(DataInputStream in) throws IOException {
        int size = within(in.readInt(), 0, MOST_PARAMETERS, "parameters");
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            parameters.put(in.readUTF(), in.readUTF());
        }
        return parameters;
    }

    private static int within(int value, int least, int most, String what) throws Malformed {
        if (value < least || value > most) {
            throw new Malformed(what + ": " + value);
        }
        return value;
    }

    /** Bytes that are no message. */
    final class Malformed extends IOException {
        private static final long serialVersionUID = 1L;

        Malformed(String reason) {
            super("no message of a cluster: " + reason);
        }
    }
}
