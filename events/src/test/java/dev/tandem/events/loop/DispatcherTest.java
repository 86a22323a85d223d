// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DispatcherTest {

    private final List<String> heard = new ArrayList<>();
    private final Dispatcher<String> dispatcher =
            new Dispatcher<>(
                    event -> event.substring(0, 1), event -> heard.add("nobody: " + event));

    @Test
    void everyHandlerOfAKindIsCalledInTheOrderOfRegistration() {
        dispatcher.on("a", event -> heard.add("first " + event));
        dispatcher.on("a", event -> heard.add("second " + event));
        dispatcher.dispatch("a1");
        dispatcher.dispatch("b2");

        assertThat(heard).containsExactly("first a1", "second a1", "nobody: b2");
    }

    @Test
    void aHandlerMayDispatch() {
        dispatcher.on("a", event -> dispatcher.dispatch("b after " + event));
        dispatcher.dispatch("a1");

        assertThat(heard).containsExactly("nobody: b after a1");
    }

    @Test
    void aHandlerThatThrowsLeavesTheRestToTheNextEvent() {
        dispatcher.on(
                "a",
                event -> {
                    throw new IllegalStateException("no " + event);
                });
        dispatcher.on("a", event -> heard.add("second " + event));
        dispatcher.on("b", heard::add);

        assertThatThrownBy(() -> dispatcher.dispatch("a1")).hasMessage("no a1");
        dispatcher.dispatch("b2");
        assertThat(heard).containsExactly("b2");
    }
}
