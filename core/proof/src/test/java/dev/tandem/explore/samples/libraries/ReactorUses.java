// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.libraries;

import static dev.tandem.explore.samples.libraries.Together.two;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** Reactor. What is used rightly returns 2, whatever the schedule. */
public final class ReactorUses {

    private ReactorUses() {}

    public static int mono() {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            return Mono.fromCallable(() -> 2)
                    .subscribeOn(Schedulers.fromExecutorService(pool))
                    .block();
        } finally {
            pool.shutdown();
        }
    }

    public static int sink() throws InterruptedException {
        Sinks.One<Integer> sink = Sinks.one();
        AtomicInteger sum = new AtomicInteger();
        sink.asMono().subscribe(sum::addAndGet);
        two(() -> sink.tryEmitValue(1), () -> sink.tryEmitValue(1));
        return 1 + sum.get();
    }
}
