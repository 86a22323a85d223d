// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.loop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/**
 * The future of a loop. Any thread may keep it; what is registered with the {@code Async} methods,
 * none of which needs to be told an executor, runs in a later turn of the loop.
 *
 * <p>The thread of the loop is not let wait for it: nothing else could run meanwhile, perhaps not
 * even what would keep the promise.
 */
public final class Promise<T> extends CompletableFuture<T> {

    private final Loop loop;

    public Promise(Loop loop) {
        this.loop = loop;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new Promise<>(loop);
    }

    @Override
    public Executor defaultExecutor() {
        return loop;
    }

    /**
     * @throws IllegalStateException when the loop would stand still
     */
    @Override
    public T join() {
        refuseToBlock();
        return super.join();
    }

    /**
     * @throws IllegalStateException when the loop would stand still
     */
    @Override
    public T get() throws InterruptedException, ExecutionException {
        refuseToBlock();
        return super.get();
    }

    private void refuseToBlock() {
        if (!isDone() && loop.isMine()) {
            throw new IllegalStateException("the loop would stand still until the promise is kept");
        }
    }
}
