// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import java.util.IdentityHashMap;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for {@link ScopedValue}: what is bound is bound for one thread of the world, and for
 * those that are started in a structured task scope within.
 */
public final class TaskScoped<T> {

    /** The key of the thread local that holds the innermost binding. */
    private static final Object BINDINGS = new Object();

    private TaskScoped() {}

    /** Values that are bound together with those that were bound before them. */
    public static final class Carrier {
        private final TaskScoped<?> key;
        private final @Nullable Object value;
        private final @Nullable Carrier before;

        private Carrier(TaskScoped<?> key, @Nullable Object value, @Nullable Carrier before) {
            this.key = Objects.requireNonNull(key);
            this.value = value;
            this.before = before;
        }

        public <T> Carrier where(TaskScoped<T> another, @Nullable T bound) {
            return new Carrier(another, bound, this);
        }

        @SuppressWarnings("unchecked")
        public <T> @Nullable T get(TaskScoped<T> wanted) {
            Carrier found = find(this, wanted);
            if (found == null) {
                throw new NoSuchElementException("No mapping present");
            }
            return (T) found.value;
        }

        public void run(Runnable body) {
            this.<@Nullable Object, RuntimeException>call(() -> {
                body.run();
                return null;
            });
        }

        public <R extends @Nullable Object, X extends Throwable> R call(
                ScopedValue.CallableOp<? extends R, X> body) throws X {
            Scope outer = current();
            set(new Scope(this, outer));
            NestedScope bound = new Bound().push();
            R result;
            try {
                result = body.call();
            } catch (Throwable e) {
                if (!leave(bound, outer)) {
                    e.addSuppressed(NestedScope.violation());
                }
                throw e;
            }
            if (!leave(bound, outer)) {
                throw NestedScope.violation();
            }
            return result;
        }

        /** Whether whatever was opened meanwhile had been closed. */
        private static boolean leave(NestedScope bound, @Nullable Scope outer) {
            boolean innermost = bound.popForcefully();
            set(outer);
            return innermost;
        }
    }

    private static final class Bound extends NestedScope {
        Bound() {
            super(false);
        }
    }

    /** The bindings of one call, inside those of another. */
    private record Scope(Carrier bindings, @Nullable Scope outer) {}

    public static <T> TaskScoped<T> newInstance() {
        return new TaskScoped<>();
    }

    public static <T> Carrier where(TaskScoped<T> key, @Nullable T value) {
        return new Carrier(key, value, null);
    }

    @SuppressWarnings("unchecked")
    public @Nullable T get() {
        Carrier found = bound();
        if (found == null) {
            throw new NoSuchElementException("ScopedValue not bound");
        }
        return (T) found.value;
    }

    public boolean isBound() {
        return bound() != null;
    }

    public @Nullable T orElse(@Nullable T other) {
        return isBound() ? get() : other;
    }

    public <X extends Throwable> @Nullable T orElseThrow(Supplier<? extends X> failure) throws X {
        if (!isBound()) {
            throw failure.get();
        }
        return get();
    }

    private @Nullable Carrier bound() {
        for (Scope scope = current(); scope != null; scope = scope.outer) {
            Carrier found = find(scope.bindings, this);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Carrier find(Carrier from, TaskScoped<?> key) {
        for (Carrier next = from; next != null; next = next.before) {
            if (next.key == key) {
                return next;
            }
        }
        return null;
    }

    /** The bindings that the running thread has. */
    static @Nullable Object innermost() {
        return current();
    }

    /** Gives the running thread those that another has had. */
    static void bind(@Nullable Object innermost) {
        set((Scope) innermost);
    }

    private static @Nullable Scope current() {
        return (Scope) Gate.WORLD.scheduler().current().locals().get(BINDINGS);
    }

    private static void set(@Nullable Scope scope) {
        IdentityHashMap<Object, Object> locals = Gate.WORLD.scheduler().current().locals();
        if (scope == null) {
            locals.remove(BINDINGS);
        } else {
            locals.put(BINDINGS, scope);
        }
    }
}
