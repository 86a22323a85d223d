// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.lab.run.LiveThreads;
import dev.tandem.spi.Crew;
import dev.tandem.spi.TandemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class EchoServerTest {

    private final BlockingQueue<RuntimeException> failures = new LinkedBlockingQueue<>();

    private EchoServer start(Serving serving, Answer answer) throws Exception {
        return serving.start(0, answer, failures::add);
    }

    @ParameterizedTest
    @EnumSource
    void linesComeBackInWhateverPiecesTheyWereSent(Serving serving) throws Exception {
        try (EchoServer server = start(serving, Answer.ECHO);
                LineClient client = new LineClient(server.address())) {
            client.send("one\ntwo\n\nthr");
            assertThat(List.of(client.receive(), client.receive(), client.receive()))
                    .map(line -> line.orElse("hung up"))
                    .containsExactly("one", "two", "");
            assertThat(client.ask("ee")).contains("three");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatSendsHalfALineAndStaysHoldsNobodyUp(Serving serving) throws Exception {
        try (EchoServer server = start(serving, Answer.ECHO);
                LineClient half = new LineClient(server.address());
                LineClient other = new LineClient(server.address())) {
            half.send("half a ");

            assertThat(other.ask("whole")).contains("whole");
            assertThat(half.ask("line")).contains("half a line");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatNeverReadsHoldsNobodyUp(Serving serving) throws Exception {
        CountDownLatch much = new CountDownLatch(100);
        String line = "x".repeat(Conversation.LONGEST) + "\n";
        try (EchoServer server = start(serving, Answer.ECHO);
                Crew crew = Crew.named("sends-");
                LineClient deaf = new LineClient(server.address());
                LineClient other = new LineClient(server.address())) {
            crew.start(() -> sendForEver(deaf, line, much));
            much.await();

            for (int i = 0; i < 100; i++) {
                assertThat(other.ask("line " + i)).contains("line " + i);
            }
        }
        assertThat(failures).isEmpty();
    }

    private static void sendForEver(LineClient client, String line, CountDownLatch much) {
        try {
            while (true) {
                client.send(line);
                much.countDown();
            }
        } catch (IOException e) {
            // The test is over.
            return;
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatFailsEndsItsConnectionAndNoOther(Serving serving) throws Exception {
        Answer picky =
                line -> {
                    if (new String(line, StandardCharsets.US_ASCII).equals("bad")) {
                        throw new IllegalStateException("no answer to that");
                    }
                    return line;
                };
        try (EchoServer server = start(serving, picky);
                LineClient bad = new LineClient(server.address());
                LineClient good = new LineClient(server.address())) {
            assertThat(bad.ask("good so far")).contains("good so far");
            assertThat(bad.ask("bad")).isEmpty();

            assertThat(failures.take()).hasMessage("no answer to that");
            assertThat(good.ask("good")).contains("good");
            try (LineClient late = new LineClient(server.address())) {
                assertThat(late.ask("late")).contains("late");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLineThatIsTooLongEndsItsConnection(Serving serving) throws Exception {
        try (EchoServer server = start(serving, Answer.ECHO);
                LineClient client = new LineClient(server.address());
                LineClient longWinded = new LineClient(server.address())) {
            String longest = "x".repeat(Conversation.LONGEST);
            assertThat(client.ask(longest)).contains(longest);
            assertThat(longWinded.ask(longest + "x")).isEmpty();
            assertThat(client.ask("short")).contains("short");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPortInUseIsSaidSo(Serving serving) throws Exception {
        try (EchoServer server = start(serving, Answer.ECHO)) {
            int port = server.address().getPort();
            assertThatThrownBy(() -> serving.start(port, Answer.ECHO, failures::add))
                    .isInstanceOf(TandemException.Usage.class)
                    .hasMessageContaining("parameter port: " + port + " cannot be had");
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingHangsUpAndLeavesNoThread(Serving serving) throws Exception {
        Set<Thread> before = LiveThreads.all();
        EchoServer server = start(serving, Answer.ECHO);
        try (LineClient client = new LineClient(server.address())) {
            assertThat(client.ask("hello")).contains("hello");
            server.close();
            assertThat(client.receive()).isEmpty();
        }
        assertThat(LiveThreads.leftSince(before, Duration.ofSeconds(30))).isEmpty();
    }
}
