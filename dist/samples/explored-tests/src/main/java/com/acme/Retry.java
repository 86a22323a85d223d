package com.acme;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Tries again after a while, up to so many times. */
public record Retry(int attempts, Duration pause) {

    public <T> T call(Callable<T> action) throws Exception {
        for (int left = attempts; ; left--) {
            try {
                return action.call();
            } catch (IllegalStateException e) {
                if (left <= 1) {
                    throw e;
                }
                Thread.sleep(pause);
            }
        }
    }
}
