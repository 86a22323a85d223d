// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.echo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * The server's side of a connection: bytes become lines, lines become answers. The same for
 * channels that block and for those that do not. What one client can make the server keep is
 * bounded: nothing more is read from one that does not take its answers.
 */
final class Conversation {

    /** Bytes of the longest line, without its end. */
    static final int LONGEST = 1024;

    private static final byte END = '\n';

    private final Answer answer;
    private final ByteBuffer heard = ByteBuffer.allocate(LONGEST + 1);
    private final ByteBuffer said = ByteBuffer.allocate(2 * (LONGEST + 1));

    Conversation(Answer answer) {
        this.answer = answer;
    }

    /**
     * Reads what has come, if there is room for it.
     *
     * @return false when nothing more will come
     */
    boolean hear(ReadableByteChannel client) throws IOException {
        return client.read(heard) >= 0;
    }

    /**
     * Answers line after line, until there is no whole one left or the client takes no more.
     *
     * @throws IOException also when a line is too long
     */
    void speak(WritableByteChannel client) throws IOException {
        do {
            answerWhatFits();
            if (!isSpeaking()) {
                return;
            }
            client.write(said.flip());
            said.compact();
        } while (!isSpeaking());
    }

    /** Whether there is room for more to read. */
    boolean isListening() {
        return heard.hasRemaining();
    }

    /** Whether an answer waits until the client takes it. */
    boolean isSpeaking() {
        return said.position() > 0;
    }

    private void answerWhatFits() throws IOException {
        heard.flip();
        int length = lengthOfLine();
        if (length < 0 && heard.remaining() > LONGEST) {
            throw new IOException("a line has more than " + LONGEST + " bytes");
        }
        while (length >= 0 && said.remaining() > LONGEST) {
            byte[] line = new byte[length];
            heard.get(line).get();
            said.put(answer.to(line)).put(END);
            length = lengthOfLine();
        }
        heard.compact();
    }

    /** Negative when the line has not come to its end. */
    private int lengthOfLine() {
        for (int i = heard.position(); i < heard.limit(); i++) {
            if (heard.get(i) == END) {
                return i - heard.position();
            }
        }
        return -1;
    }
}
