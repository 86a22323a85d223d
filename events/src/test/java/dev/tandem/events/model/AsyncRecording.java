// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.model;

import dev.tandem.spi.AsyncParts;
import dev.tandem.spi.AsyncWork;
import dev.tandem.spi.ChannelLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/** Parts none of which is done before all of them have begun. */
final class AsyncRecording extends Recording implements AsyncWork<Long> {

    /** How the parts end. */
    enum End {
        RESULT,
        FAILURE,
        NEVER
    }

    final CountDownLatch allHaveBegun = new CountDownLatch(1);
    volatile boolean closed;

    private final End end;

    AsyncRecording(int size, End end) {
        super(size);
        this.end = end;
    }

    @Override
    public Long part(int index) {
        throw new AssertionError("the asynchronous form was to be used");
    }

    @Override
    public AsyncParts<Long> openAsync(ChannelLoop loop) {
        return new Parts(loop);
    }

    private final class Parts implements AsyncParts<Long> {

        private final ChannelLoop loop;
        private CompletableFuture<Void> all = new CompletableFuture<>();
        private int begun;

        Parts(ChannelLoop loop) {
            this.loop = loop;
        }

        @Override
        public CompletionStage<Long> begin(int index) {
            record(index);
            begun++;
            CompletionStage<Long> result =
                    all.thenApply(_ -> {
                        if (end == End.FAILURE) {
                            throw new IllegalStateException("all parts");
                        }
                        return index * 31L;
                    });
            if (begun == size()) {
                CompletableFuture<Void> ready = all;
                all = new CompletableFuture<>();
                begun = 0;
                allHaveBegun.countDown();
                if (end != End.NEVER) {
                    loop.execute(() -> ready.complete(null));
                }
            }
            return result;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
