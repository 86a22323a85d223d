// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.libraries;

import static dev.tandem.explore.samples.libraries.Together.two;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;
import reactor.core.scheduler.Schedulers;

/** Reactor. What is used rightly returns 2, whatever the schedule. */
public final class ReactorUses {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

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

    /** Of two that emit at the same time, one tries again until it is let in. */
    public static int retries() throws InterruptedException {
        Sinks.Many<Integer> sink = Sinks.many().unicast().onBackpressureBuffer();
        AtomicInteger sum = new AtomicInteger();
        sink.asFlux().subscribe(sum::addAndGet);
        Runnable emit = () -> sink.emitNext(1, EmitFailureHandler.busyLooping(PATIENCE));
        two(emit, emit);
        return sum.get();
    }
}
