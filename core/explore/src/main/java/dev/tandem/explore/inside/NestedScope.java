// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for what the JDK calls a stackable scope: what a thread has opened and must close
 * before what it had opened before.
 */
public abstract class NestedScope {

    /** The key of the thread local that holds the innermost one. */
    private static final Object HEAD = new Object();

    private final @Nullable Thread owner;
    private @Nullable NestedScope previous;

    protected NestedScope(boolean shared) {
        owner = shared ? null : ThreadCalls.currentThread();
    }

    public @Nullable Thread owner() {
        return owner;
    }

    public NestedScope push() {
        previous = head();
        setHead(this);
        return this;
    }

    /**
     * Closes it, after those that have been opened since.
     *
     * @return whether there were none
     */
    public boolean popForcefully() {
        boolean innermost = head() == this;
        for (NestedScope at = head(); at != null && at != this; ) {
            NestedScope outer = at.previous;
            if (at.tryClose()) {
                at.unlink();
            }
            at = outer;
        }
        unlink();
        return innermost;
    }

    /** Whether it can be closed because one around it is. */
    protected boolean tryClose() {
        return false;
    }

    /** What is thrown for scopes that are not nested; a preview class, so not to be named. */
    static RuntimeException violation() {
        try {
            return Class.forName("java.util.concurrent.StructureViolationException")
                    .asSubclass(RuntimeException.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void unlink() {
        NestedScope inner = null;
        for (NestedScope at = head(); at != null && at != this; at = at.previous) {
            inner = at;
        }
        if (inner == null) {
            setHead(previous);
        } else {
            inner.previous = previous;
        }
        previous = null;
    }

    private static IdentityHashMap<Object, Object> locals() {
        return Gate.WORLD.scheduler().current().locals();
    }

    private static @Nullable NestedScope head() {
        return (NestedScope) locals().get(HEAD);
    }

    private static void setHead(@Nullable NestedScope scope) {
        if (scope == null) {
            locals().remove(HEAD);
        } else {
            locals().put(HEAD, scope);
        }
    }
}
