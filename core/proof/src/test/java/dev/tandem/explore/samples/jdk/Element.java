// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.jdk;

import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;

/** What fits wherever a type is left open. All are equal, and none has to wait. */
public final class Element extends RecursiveTask<Object> implements Callable<Object>, Delayed {

    volatile int number;
    volatile long large;
    volatile Element next;

    @Override
    protected Object compute() {
        return this;
    }

    @Override
    public Object call() {
        return this;
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return 0;
    }

    @Override
    public int compareTo(Delayed other) {
        return 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Element;
    }

    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return "element";
    }
}
