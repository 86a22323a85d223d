// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.processes.cluster.Message.Malformed;
import dev.tandem.processes.cluster.Message.Role;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageTest {

    static Stream<Message> messages() {
        return Stream.of(
                new Message.Hello(Role.MEMBER, "1.2.3", 17, 4, 0.25, "waits for a caller"),
                new Message.Hello(Role.CALLER, "", -1, 1, -1, "ü"),
                new Message.Begin(5, "threads.primes", 42, Map.of("numbers", "2000")),
                new Message.Part(5, 3, 30, 40),
                new Message.Result(5, 3, new long[] {1, -1, Long.MIN_VALUE}),
                new Message.Failed(5, "java.lang.ArithmeticException: / by zero"),
                new Message.Cancel(5));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void isReadAsItWasWritten(Message message) throws Malformed {
        assertThat(Message.decode(message.encode())).usingRecursiveComparison().isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void isRefusedWhereverItIsCutOff(Message message) {
        byte[] bytes = message.encode();
        for (int length = 0; length < bytes.length; length++) {
            byte[] part = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Message.decode(part)).isInstanceOf(Malformed.class);
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void isRefusedWithSomethingBehindIt(Message message) {
        byte[] bytes = message.encode();
        assertThatThrownBy(() -> Message.decode(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void announcingMoreThanThereMayBeIsRefusedBeforeThereIsRoomForIt() {
        byte[] result = new Message.Result(1, 1, new long[1]).encode();
        ByteBuffer.wrap(result).putInt(13, Integer.MAX_VALUE);
        assertThatThrownBy(() -> Message.decode(result)).hasMessageContaining("2147483647");
        byte[] begin = new Message.Begin(1, "", 1, Map.of()).encode();
        ByteBuffer.wrap(begin).putInt(begin.length - 4, Integer.MAX_VALUE);
        assertThatThrownBy(() -> Message.decode(begin)).hasMessageContaining("2147483647");
    }

    @Test
    void partsThatEndBeforeTheyBeginOrAreTooManyAreRefused() {
        for (int to : new int[] {-1, 5, 6 + Message.MOST_PARTS}) {
            byte[] part = new Message.Part(1, 1, 5, to).encode();
            assertThatThrownBy(() -> Message.decode(part)).isInstanceOf(Malformed.class);
        }
    }

    @Test
    void aFrameThatIsTooLongIsNotEvenLookedAt() {
        assertThatThrownBy(() -> Message.decode(new byte[Message.MOST_BYTES + 1]))
                .hasMessageContaining("bytes");
    }

    @Test
    void aLongReasonIsShortened() throws Malformed {
        var failed = new Message.Failed(1, "x".repeat(100_000));
        assertThat(((Message.Failed) Message.decode(failed.encode())).reason())
                .hasSize(Message.MOST_CHARACTERS);
    }

    @Test
    void anUnknownKindIsRefused() {
        assertThatThrownBy(() -> Message.decode(new byte[] {'Z'})).hasMessageContaining("kind");
    }
}
