// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.loop;

import dev.tandem.spi.ChannelLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A loop that waits for channels too: one call of the system waits for all of them, for the next
 * timer, and to be woken.
 */
public final class SelectorLoop extends Loop implements ChannelLoop {

    private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final Selector selector;

    /** A loop that ends with the first call that throws. */
    public SelectorLoop() throws IOException {
        selector = Selector.open();
    }

    /** A loop that survives calls that throw, and tells what they threw. */
    public SelectorLoop(Consumer<? super RuntimeException> failed) throws IOException {
        super(failed);
        selector = Selector.open();
    }

    @Override
    public SelectionKey register(SelectableChannel channel, int operations, Handler handler)
            throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, operations, handler);
    }

    @Override
    void await(long nanos) {
        try {
            if (nanos == 0) {
                selector.selectNow(this::dispatch);
            } else {
                // Rounded up: rounded down, the loop would spin through the last millisecond.
                selector.select(this::dispatch, Math.ceilDiv(nanos, NANOS_PER_MILLI));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void wake() {
        selector.wakeup();
    }

    private void dispatch(SelectionKey key) {
        call(() -> {
            try {
                ((Handler) key.attachment()).ready(key);
            } catch (IOException e) {
                close(key);
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Stops the loop and closes every channel that is registered. */
    @Override
    public void close() {
        super.close();
        if (!selector.isOpen()) {
            return;
        }
        selector.keys().forEach(SelectorLoop::close);
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
