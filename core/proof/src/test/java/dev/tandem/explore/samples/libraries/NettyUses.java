// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.libraries;

import static dev.tandem.explore.samples.libraries.Together.two;

import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.util.concurrent.atomic.AtomicInteger;

/** Netty's promises and locals. What is used rightly returns 2, whatever the schedule. */
public final class NettyUses {

    private NettyUses() {}

    public static int promise() throws InterruptedException {
        Promise<Integer> promise = new DefaultPromise<>(ImmediateEventExecutor.INSTANCE);
        AtomicInteger heard = new AtomicInteger();
        two(
                () -> promise.trySuccess(1),
                () -> promise.addListener(future -> heard.incrementAndGet()));
        return promise.getNow() + heard.get();
    }

    public static int local() throws InterruptedException {
        FastThreadLocal<Integer> local = new FastThreadLocal<>();
        local.set(2);
        two(() -> local.set(1), () -> local.set(0));
        return local.get();
    }
}
