// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers, once it is switched on, which locks have had an owner in an execution, which each of
 * its steps asks for, and what they are called.
 */
public final class Watch {

    private final ObjectIds ids;
    private final List<Object> taken = new ArrayList<>();
    private final List<@Nullable Object> asked = new ArrayList<>();
    private boolean on;

    Watch(ObjectIds ids) {
        this.ids = ids;
    }

    /** Watches from the next execution on. */
    public void on() {
        on = true;
    }

    void clear() {
        taken.clear();
        asked.clear();
    }

    void took(Object owned) {
        if (on && taken.stream().noneMatch(known -> known == owned)) {
            taken.add(owned);
        }
    }

    /** The next step begins by asking for something, or for nothing. */
    void asks(@Nullable Object object) {
        if (on) {
            asked.add(object);
        }
    }

    /** What has had an owner in this execution. */
    List<Object> taken() {
        return taken;
    }

    /**
     * The lock or the object whose monitor a step of the last execution began by asking for, in
     * words; empty when it asked for none.
     */
    public String asked(int step) {
        return words(step < asked.size() ? asked.get(step) : null);
    }

    /** What is asked for in words, unless it is some inner part of the JDK. */
    String words(@Nullable Object object) {
        return object == null || isInner(object) ? "" : ids.label(object);
    }

    private static boolean isInner(Object object) {
        return !(object instanceof OwnedTwin)
                && Origin.plain(object.getClass().getName()).startsWith("java.util.concurrent.");
    }

    /** A lock that has a name of its own has been created. */
    public void named(LockTwin lock, String name) {
        if (on) {
            ids.name(lock.tandemSync(), name);
        }
    }
}
