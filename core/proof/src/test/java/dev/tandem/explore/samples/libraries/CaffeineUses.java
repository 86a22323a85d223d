// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.libraries;

import static dev.tandem.explore.samples.libraries.Together.two;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.atomic.AtomicInteger;

/** Caffeine's caches. What is used rightly returns 2, whatever the schedule. */
public final class CaffeineUses {

    private CaffeineUses() {}

    public static int get() throws InterruptedException {
        AtomicInteger loads = new AtomicInteger();
        AtomicInteger sum = new AtomicInteger();
        var cache = Caffeine.newBuilder().executor(Runnable::run).<String, Integer>build();
        Runnable get = () -> sum.addAndGet(cache.get("key", key -> loads.incrementAndGet()));
        two(get, get);
        return loads.get() == 1 ? sum.get() : 0;
    }

    public static int invalidate() throws InterruptedException {
        var cache =
                Caffeine.newBuilder()
                        .maximumSize(2)
                        .executor(Runnable::run)
                        .<String, Integer>build();
        cache.put("key", 1);
        two(() -> cache.put("key", 2), () -> cache.invalidate("other"));
        return cache.getIfPresent("key");
    }
}
