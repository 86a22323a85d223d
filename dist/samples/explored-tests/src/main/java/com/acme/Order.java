package com.acme;

import java.util.concurrent.atomic.AtomicReference;

/** Is paid or cancelled, and never both. */
public final class Order {

    /** How far it has come. */
    public enum State {
        PLACED,
        PAID,
        CANCELLED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.PLACED);

    public boolean become(State next) {
        return state.compareAndSet(State.PLACED, next);
    }

    /** Two can find it placed, and both are told that they were first. */
    public boolean becomeCarelessly(State next) {
        if (state.get() != State.PLACED) {
            return false;
        }
        state.set(next);
        return true;
    }

    public State state() {
        return state.get();
    }
}
