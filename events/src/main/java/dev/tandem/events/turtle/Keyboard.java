// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.turtle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Handlers listen for keys. Both methods are for the thread of one loop. */
public final class Keyboard {

    /**
     * A key has been pressed.
     *
     * @param number counts all that were pressed, from 1
     * @param key the character that is on it
     */
    public record Press(int number, String key) {

        @Override
        public String toString() {
            return "key " + number + " (" + key + ")";
        }
    }

    private final Map<String, List<Consumer<Press>>> handlers = new HashMap<>();
    private final Consumer<Press> unhandled;

    /**
     * @param unhandled is told of the keys that nobody listens for
     */
    public Keyboard(Consumer<Press> unhandled) {
        this.unhandled = unhandled;
    }

    /** Has one more handler called whenever the key is pressed. */
    public void onKey(String key, Consumer<Press> handler) {
        handlers.computeIfAbsent(key, _ -> new ArrayList<>()).add(handler);
    }

    /** Calls every handler that listens for the key, in the order in which they were registered. */
    public void press(Press press) {
        handlers.getOrDefault(press.key(), List.of(unhandled))
                .forEach(handler -> handler.accept(press));
    }
}
