// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

/** What an access means to the order of the threads, and whether it can be part of a data race. */
public enum AccessKind {

    /** Of no meaning to either: what only the search needs to know of. */
    NONE,

    /** To memory, without any order. A call of what is not made for several threads is one too. */
    PLAIN,

    /** Atomic, and without any order. */
    OPAQUE,

    /** A read that acquires, or a write that releases. */
    ORDERED,

    /** As one to a volatile field. */
    VOLATILE,

    /**
     * As {@link #VOLATILE}, and to what never races, as it is not the program's or need not happen
     * at all: an array of {@code java.util.concurrent}, or one that a method of the JDK is handed.
     */
    TRUSTED,

    /**
     * Every access acquires and releases: to a monitor, a thread, a synchronised object of the JDK,
     * or anything in an object of {@code java.util.concurrent}.
     */
    WHOLE,

    ACQUIRE_FENCE,

    RELEASE_FENCE;

    private static final AccessKind[] ORDERS = {TRUSTED, OPAQUE, ORDERED, VOLATILE};

    /**
     * @param access as in {@link Trace#access}
     */
    public static AccessKind of(long access) {
        int field = Trace.field(access);
        if (Ledger.isTask((int) (access >>> 32))) {
            return switch (field) {
                case 0 -> WHOLE;
                case Ledger.ACQUIRE_FENCE -> ACQUIRE_FENCE;
                case Ledger.RELEASE_FENCE -> RELEASE_FENCE;
                default -> NONE;
            };
        }
        if (field == 0 || field == Ledger.MONITOR) {
            return WHOLE;
        }
        boolean synchronising = (field & Trace.SYNCHRONISING) != 0;
        if ((field & Trace.FOREIGN) != 0) {
            return synchronising ? WHOLE : (field & Trace.KIND) == 0 ? NONE : PLAIN;
        }
        return synchronising ? ORDERS[(field & Trace.KIND & ~Trace.SYNCHRONISING) >> 27] : PLAIN;
    }

    /**
     * Whether an access changes something. A call that only reads is recorded as a write all the
     * same, for the search is better off with an order too many.
     */
    public static boolean changes(long access) {
        return Trace.isWrite(access) && (Trace.field(access) & ~Trace.CONTENT) != Trace.CALL_READS;
    }
}
