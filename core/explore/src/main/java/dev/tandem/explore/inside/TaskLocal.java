// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import java.util.IdentityHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stands in for {@link ThreadLocal}: one value for each thread of the world. */
public class TaskLocal<T> {

    public TaskLocal() {}

    protected @Nullable T initialValue() {
        return null;
    }

    public static <S> TaskLocal<S> withInitial(Supplier<? extends S> supplier) {
        return new TaskLocal<>() {
            @Override
            protected S initialValue() {
                return supplier.get();
            }
        };
    }

    @SuppressWarnings("unchecked")
    public @Nullable T get() {
        IdentityHashMap<Object, Object> locals = Gate.WORLD.scheduler().current().locals();
        if (!locals.containsKey(this)) {
            set(initialValue());
        }
        return (T) locals.get(this);
    }

    @SuppressWarnings("NullAway") // an IdentityHashMap takes null values, as a thread local does
    public void set(@Nullable T value) {
        Gate.WORLD.spins().spoil();
        Gate.WORLD.scheduler().current().locals().put(this, value);
    }

    public void remove() {
        Gate.WORLD.spins().spoil();
        Gate.WORLD.scheduler().current().locals().remove(this);
    }
}
