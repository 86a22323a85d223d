// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SelectorLoopTest {

    private final List<String> seen = new ArrayList<>();

    @Test
    void aHandlerIsCalledWhenItsChannelIsReady() throws IOException, InterruptedException {
        Pipe pipe = Pipe.open();
        try (SelectorLoop loop = new SelectorLoop();
                var sink = pipe.sink()) {
            loop.register(
                    pipe.source(),
                    SelectionKey.OP_READ,
                    key -> {
                        ByteBuffer bytes = ByteBuffer.allocate(16);
                        pipe.source().read(bytes);
                        seen.add(StandardCharsets.UTF_8.decode(bytes.flip()).toString());
                        loop.stop();
                    });
            loop.after(
                    Duration.ofMillis(1),
                    () -> {
                        seen.add("writes");
                        try {
                            sink.write(StandardCharsets.UTF_8.encode("hello"));
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    });
            loop.run();
        }

        assertThat(seen).containsExactly("writes", "hello");
        assertThat(pipe.source().isOpen()).isFalse();
    }

    @Test
    void aLoopThatWaitsIsWokenByACallOfAnotherThread() throws IOException, InterruptedException {
        try (SelectorLoop loop = new SelectorLoop()) {
            Thread other = Thread.ofVirtual().unstarted(() -> loop.execute(loop::stop));
            loop.execute(other::start);
            loop.run();
            other.join();
            assertThat(other.isAlive()).isFalse();
        }
    }

    @Test
    void aChannelWhoseHandlerFailsIsClosedAndTheOthersAreServedOn()
            throws IOException, InterruptedException {
        List<RuntimeException> failures = new ArrayList<>();
        Pipe bad = Pipe.open();
        Pipe good = Pipe.open();
        try (SelectorLoop loop = new SelectorLoop(failures::add);
                var badSink = bad.sink();
                var goodSink = good.sink()) {
            loop.register(
                    bad.source(),
                    SelectionKey.OP_READ,
                    _ -> {
                        throw new IOException("half a line");
                    });
            loop.register(
                    good.source(),
                    SelectionKey.OP_READ,
                    _ -> {
                        seen.add("served");
                        if (!failures.isEmpty()) {
                            loop.stop();
                        }
                    });
            badSink.write(StandardCharsets.UTF_8.encode("x"));
            goodSink.write(StandardCharsets.UTF_8.encode("x"));
            loop.run();
        }

        assertThat(failures)
                .singleElement()
                .extracting(Throwable::getCause)
                .hasToString("java.io.IOException: half a line");
        assertThat(seen).contains("served");
    }
}
