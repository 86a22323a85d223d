package com.acme;

import java.util.function.Supplier;

/** A value that is computed when it is first asked for. */
public final class Lazy<T> {

    private final Supplier<T> supplier;
    private volatile T value;
    private T plain;

    public Lazy(Supplier<T> supplier) {
        this.supplier = supplier;
    }

    public T get() {
        T known = value;
        if (known == null) {
            synchronized (this) {
                known = value;
                if (known == null) {
                    known = supplier.get();
                    value = known;
                }
            }
        }
        return known;
    }

    /** The first look is without a lock, so the field has to be volatile. */
    public T getCarelessly() {
        if (plain == null) {
            synchronized (this) {
                if (plain == null) {
                    plain = supplier.get();
                }
            }
        }
        return plain;
    }
}
