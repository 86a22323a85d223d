// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.concurrent.Executor;

/**
 * An event loop as those see it whose work is done in its calls: one thread makes all of them, one
 * after another, so that none of them may wait.
 */
public interface ChannelLoop extends Executor {

    /** What is called when a channel is ready. */
    @FunctionalInterface
    interface Handler {
        void ready(SelectionKey key) throws IOException;
    }

    /**
     * Has a handler called whenever a channel is ready. For the thread of the loop, and for whoever
     * prepares it before.
     *
     * @param channel becomes non-blocking; it is closed with the loop, unless its key is cancelled
     *     before, and when its handler throws an {@link IOException}
     * @param operations those of {@link SelectionKey}
     */
    SelectionKey register(SelectableChannel channel, int operations, Handler handler)
            throws IOException;
}
