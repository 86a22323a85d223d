// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.libraries;

import static dev.tandem.explore.samples.libraries.Together.two;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.collect.ConcurrentHashMultiset;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.SettableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Guava's caches, futures and collections. What is used rightly returns 2, whatever the schedule.
 */
public final class GuavaUses {

    private GuavaUses() {}

    public static int cache() throws InterruptedException {
        AtomicInteger loads = new AtomicInteger();
        LoadingCache<String, Integer> cache =
                CacheBuilder.newBuilder()
                        .concurrencyLevel(1)
                        .build(CacheLoader.from(key -> loads.incrementAndGet()));
        two(() -> cache.getUnchecked("key"), () -> cache.getUnchecked("key"));
        return 1 + loads.get();
    }

    public static int future() throws Exception {
        SettableFuture<Integer> future = SettableFuture.create();
        ListenableFuture<Integer> next =
                Futures.transform(future, n -> n + 1, MoreExecutors.directExecutor());
        Thread setter = new Thread(() -> future.set(1), "setter");
        setter.start();
        int result = next.get();
        setter.join();
        return result;
    }

    public static int multiset() throws InterruptedException {
        ConcurrentHashMultiset<String> set = ConcurrentHashMultiset.create();
        two(() -> set.add("one"), () -> set.add("one"));
        return set.count("one");
    }

    /** Asks whether it is there, and then puts it there: twice, if two do so at once. */
    public static int checkThenPut() throws InterruptedException {
        AtomicInteger loads = new AtomicInteger();
        var cache = CacheBuilder.newBuilder().concurrencyLevel(1).<String, Integer>build();
        Runnable load =
                () -> {
                    if (cache.getIfPresent("key") == null) {
                        cache.put("key", loads.incrementAndGet());
                    }
                };
        two(load, load);
        return loads.get();
    }
}
