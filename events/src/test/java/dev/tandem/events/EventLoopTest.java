// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.events.EventLoop.Event;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLoopTest {

    private final List<String> heard = new ArrayList<>();
    private final EventLoop loop = new EventLoop(event -> heard.add("nobody: " + event.kind()));

    @Test
    void everyHandlerOfAKindIsCalledInTheOrderOfRegistration() throws InterruptedException {
        loop.on("a", event -> heard.add("first " + event.number()));
        loop.on("a", event -> heard.add("second " + event.number()));
        loop.emit(new Event("a", "me", 1));
        loop.emit(new Event("b", "me", 2));
        loop.end();
        loop.run(1);

        assertThat(heard).containsExactly("first 1", "second 1", "nobody: b");
    }

    @Test
    void theLoopRunsUntilTheLastEmitterHasEnded() throws InterruptedException {
        loop.end();
        loop.emit(new Event("late", "me", 1));
        loop.end();
        loop.run(2);

        assertThat(heard).containsExactly("nobody: late");
    }

    @Test
    void aHandlerMayEmit() throws InterruptedException {
        loop.on(
                "a",
                event -> {
                    loop.emit(new Event("b", "handler", 0));
                    loop.end();
                });
        loop.emit(new Event("a", "me", 1));
        loop.run(1);

        assertThat(heard).containsExactly("nobody: b");
    }
}
