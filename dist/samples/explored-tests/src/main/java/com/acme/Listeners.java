package com.acme;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells events to listeners that come and go meanwhile. */
public final class Listeners {

    private final List<Runnable> listeners;

    private Listeners(List<Runnable> listeners) {
        this.listeners = listeners;
    }

    public static Listeners create() {
        return new Listeners(new CopyOnWriteArrayList<>());
    }

    /** A list that nobody may change while it is gone through. */
    public static Listeners createCarelessly() {
        return new Listeners(new ArrayList<>());
    }

    public void add(Runnable listener) {
        listeners.add(listener);
    }

    public void tell() {
        listeners.forEach(Runnable::run);
    }
}
