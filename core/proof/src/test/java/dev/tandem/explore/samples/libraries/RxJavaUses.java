// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.libraries;

import static dev.tandem.explore.samples.libraries.Together.two;

import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.processors.FlowableProcessor;
import io.reactivex.rxjava3.processors.PublishProcessor;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** RxJava. What is used rightly returns 2, whatever the schedule. */
public final class RxJavaUses {

    private RxJavaUses() {}

    public static int single() {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            return Single.fromCallable(() -> 2).subscribeOn(Schedulers.from(pool)).blockingGet();
        } finally {
            pool.shutdown();
        }
    }

    public static int serialized() throws InterruptedException {
        FlowableProcessor<Integer> processor = PublishProcessor.<Integer>create().toSerialized();
        AtomicInteger sum = new AtomicInteger();
        var _ = processor.subscribe(sum::addAndGet);
        two(() -> processor.onNext(1), () -> processor.onNext(1));
        return sum.get();
    }
}
