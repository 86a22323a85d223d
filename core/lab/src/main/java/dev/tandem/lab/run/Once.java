// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.run;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a value when it is first asked for. Thread-safe. */
public final class Once<T> implements Supplier<T> {

    private final Supplier<T> maker;
    private @Nullable T value;

    public Once(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized T get() {
        T made = value;
        if (made == null) {
            made = maker.get();
            value = made;
        }
        return made;
    }
}
