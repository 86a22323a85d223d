// SPDX-License-Identifier: Apache-2.0
package preview;

import java.time.Duration;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.StructureViolationException;
import java.util.concurrent.atomic.AtomicInteger;

/** Programs with structured task scopes, which are a preview feature. What is right returns 2. */
public final class Scopes {

    private static final ScopedValue<Integer> BOUND = ScopedValue.newInstance();

    private Scopes() {}

    public static int all() throws InterruptedException {
        try (var scope = StructuredTaskScope.open()) {
            Subtask<Integer> one = scope.fork(() -> 1);
            Subtask<Integer> other = scope.fork(() -> 1);
            scope.join();
            return one.get() + other.get();
        }
    }

    public static int successful() throws InterruptedException {
        try (var scope = StructuredTaskScope.open(Joiner.<Integer>allSuccessfulOrThrow())) {
            scope.fork(() -> 1);
            scope.fork(() -> 1);
            return scope.join().mapToInt(Subtask::get).sum();
        }
    }

    public static int any() throws InterruptedException {
        try (var scope = StructuredTaskScope.open(Joiner.<Integer>anySuccessfulResultOrThrow())) {
            scope.fork(() -> 2);
            scope.fork(() -> {
                throw new IllegalStateException();
            });
            return scope.join();
        }
    }

    /** Whoever fails cancels the others. */
    public static int failing() throws InterruptedException {
        Semaphore never = new Semaphore(0);
        try (var scope = StructuredTaskScope.open()) {
            scope.fork(() -> {
                never.acquire();
                return 0;
            });
            scope.fork(() -> {
                throw new IllegalStateException("wanted");
            });
            scope.join();
            return 0;
        } catch (StructuredTaskScope.FailedException e) {
            return e.getCause().getMessage().equals("wanted") ? 2 : 1;
        }
    }

    public static int timedOut() throws InterruptedException {
        Semaphore never = new Semaphore(0);
        try (var scope =
                StructuredTaskScope.open(
                        Joiner.awaitAll(), config -> config.withTimeout(Duration.ofSeconds(1)))) {
            scope.fork(() -> {
                never.acquire();
                return 0;
            });
            scope.join();
            return 0;
        } catch (StructuredTaskScope.TimeoutException e) {
            return 2;
        }
    }

    public static int inherited() throws Exception {
        return ScopedValue.where(BOUND, 1).call(Scopes::twice);
    }

    private static int twice() throws InterruptedException {
        try (var scope = StructuredTaskScope.open()) {
            Subtask<Integer> one = scope.fork(BOUND::get);
            Subtask<Integer> other = scope.fork(BOUND::get);
            scope.join();
            return one.get() + other.get();
        }
    }

    public static int nested() throws InterruptedException {
        try (var scope = StructuredTaskScope.open()) {
            Subtask<Integer> sum = scope.fork(Scopes::all);
            scope.join();
            return sum.get();
        }
    }

    /** A scope is left open where the bindings end that it was opened with. */
    @SuppressWarnings("resource")
    public static int leftOpen() {
        try {
            ScopedValue.where(BOUND, 1).run(() -> StructuredTaskScope.open());
            return 0;
        } catch (StructureViolationException e) {
            return 2;
        }
    }

    public static int racing() throws InterruptedException {
        int[] count = new int[1];
        try (var scope = StructuredTaskScope.open()) {
            scope.fork(() -> count[0]++);
            scope.fork(() -> count[0]++);
            scope.join();
        }
        return count[0];
    }

    public static int lost() throws InterruptedException {
        AtomicInteger count = new AtomicInteger();
        try (var scope = StructuredTaskScope.open()) {
            scope.fork(() -> count.set(count.get() + 1));
            scope.fork(() -> count.set(count.get() + 1));
            scope.join();
        }
        return count.get();
    }

    public static int waitsForItself() throws InterruptedException {
        Semaphore never = new Semaphore(0);
        try (var scope = StructuredTaskScope.open()) {
            scope.fork(() -> {
                never.acquire();
                return 0;
            });
            scope.join();
        }
        return 0;
    }

    /** What has not been waited for is not to be had. */
    public static int notJoined() {
        try (var scope = StructuredTaskScope.open()) {
            Subtask<Integer> one = scope.fork(() -> 1);
            return one.get();
        }
    }

    /** May be left out of what is explored. */
    public static final class Part {
        public static int two() {
            return 2;
        }
    }

    public static int byPart() {
        return Part.two();
    }
}
