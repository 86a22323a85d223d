// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.jdk;

import java.util.concurrent.CountedCompleter;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.RecursiveTask;

/** What a program has to write itself in order to use some classes; it does nothing. */
final class Tasks {

    private Tasks() {}

    static final class Computed extends RecursiveTask<Object> {

        @Override
        protected Object compute() {
            return new Element();
        }
    }

    static final class Done extends RecursiveAction {

        @Override
        protected void compute() {}
    }

    static final class Counted extends CountedCompleter<Object> {

        @Override
        public void compute() {
            tryComplete();
        }
    }

    static final class Blocker implements ForkJoinPool.ManagedBlocker {

        @Override
        public boolean block() {
            return true;
        }

        @Override
        public boolean isReleasable() {
            return false;
        }
    }

    static final class Subscription implements Flow.Subscription {

        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }

    static class Subscriber implements Flow.Subscriber<Object> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(1);
        }

        @Override
        public void onNext(Object item) {}

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onComplete() {}
    }

    static final class Processor extends Subscriber implements Flow.Processor<Object, Object> {

        @Override
        public void subscribe(Flow.Subscriber<? super Object> subscriber) {
            subscriber.onSubscribe(new Subscription());
        }
    }
}
