// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConversationTest {

    /** Takes so many bytes and then no more, as a channel does whose other side does not read. */
    private static final class Slow implements WritableByteChannel {
        private final StringBuilder taken = new StringBuilder();
        private int room;

        @Override
        public int write(ByteBuffer bytes) {
            int count = Math.min(room, bytes.remaining());
            byte[] some = new byte[count];
            bytes.get(some);
            taken.append(new String(some, StandardCharsets.US_ASCII));
            room -= count;
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    private final Slow out = new Slow();
    private final Conversation conversation = new Conversation(Answer.ECHO);

    private static ReadableByteChannel in(String text) {
        return Channels.newChannel(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void whatIsLeftOfAnAnswerIsSentWhenTheClientTakesIt() throws IOException {
        assertThat(conversation.hear(in("hello\n"))).isTrue();
        out.room = 2;
        conversation.speak(out);
        assertThat(conversation.isSpeaking()).isTrue();

        out.room = 10;
        conversation.speak(out);
        assertThat(out.taken).hasToString("hello\n");
        assertThat(conversation.isSpeaking()).isFalse();
    }

    @Test
    void nothingMoreIsReadFromAClientThatTakesNoAnswers() throws IOException {
        String line = "x".repeat(99) + "\n";
        int kept = 0;
        while (conversation.isListening()) {
            conversation.hear(in(line));
            conversation.speak(out);
            kept++;
        }
        assertThat(kept).isLessThan(40);

        out.room = Integer.MAX_VALUE;
        conversation.speak(out);
        assertThat(out.taken.toString()).startsWith(line.repeat(kept - 1));
        assertThat(conversation.isListening()).isTrue();
    }

    @Test
    void aClientThatLeavesIsNoticed() throws IOException {
        assertThat(conversation.hear(in(""))).isFalse();
    }

    @Test
    void aLineThatIsTooLongIsRefusedBeforeItHasEnded() throws IOException {
        conversation.hear(in("x".repeat(Conversation.LONGEST)));
        conversation.speak(out);
        conversation.hear(in("x"));
        assertThatThrownBy(() -> conversation.speak(out))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 1024 bytes");
    }
}
