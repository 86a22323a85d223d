// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import dev.tandem.explore.world.Trace;

/**
 * What a method of a variable handle, of {@code Unsafe} or of an updater does to the memory that it
 * accesses, as its name says (see {@link java.lang.invoke.VarHandle}).
 *
 * @param read the kind of its read, as bits of {@link Trace}; {@link #NOTHING} if it does not read
 * @param write the kind of its write
 * @param isAttempt whether it says whether it has written, which it may not
 */
record AccessMode(int read, int write, boolean isAttempt) {

    static final int NOTHING = -1;

    /**
     * @param isUpdater whether a mode that is not named is that of volatile accesses
     */
    static AccessMode of(String name, boolean isUpdater) {
        boolean isUpdate =
                name.contains("And")
                        || name.startsWith("increment")
                        || name.startsWith("decrement");
        if (!isUpdate) {
            boolean isRead = name.startsWith("get");
            boolean isLazy = name.equals("lazySet") || name.startsWith("putOrdered");
            int kind = isLazy ? Trace.ORDERED : kind(name, isUpdater);
            return new AccessMode(isRead ? kind : NOTHING, isRead ? NOTHING : kind, false);
        }
        boolean isAttempt = name.contains("ompareAndS");
        boolean acquires = name.endsWith("Acquire");
        boolean releases = name.endsWith("Release");
        int read = acquires ? Trace.ORDERED : Trace.OPAQUE;
        int write = releases ? Trace.ORDERED : Trace.OPAQUE;
        return acquires || releases || name.endsWith("Plain")
                ? new AccessMode(read, write, isAttempt)
                : new AccessMode(Trace.VOLATILE, Trace.VOLATILE, isAttempt);
    }

    private static int kind(String name, boolean isUpdater) {
        if (name.endsWith("Opaque")) {
            return Trace.OPAQUE;
        }
        if (name.endsWith("Acquire") || name.endsWith("Release")) {
            return Trace.ORDERED;
        }
        return isUpdater || name.endsWith("Volatile") ? Trace.VOLATILE : 0;
    }

    boolean writes() {
        return write != NOTHING;
    }
}
