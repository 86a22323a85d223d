// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import dev.tandem.explore.world.Trace;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import jdk.internal.misc.Unsafe;

/**
 * Which bytes the program accesses by memory segments: those of an array, or outside of the heap.
 */
public final class Segments {

    private Segments() {}

    /** A value of a layout is accessed, so many bytes after where the segment begins. */
    public static void value(
            MemorySegment segment, MemoryLayout layout, long offset, boolean write) {
        bytes(segment, offset, layout.byteSize(), write);
    }

    /** As {@link #value}, so many values after it. */
    public static void indexed(
            MemorySegment segment, MemoryLayout layout, long index, boolean write) {
        value(segment, layout, index * layout.byteSize(), write);
    }

    public static void all(MemorySegment segment, boolean write) {
        bytes(segment, 0, segment.byteSize(), write);
    }

    /** What is out of bounds is not recorded: the access itself throws what is to be thrown. */
    public static void bytes(MemorySegment segment, long offset, long count, boolean write) {
        if (count <= 0 || offset < 0 || offset > segment.byteSize() - count) {
            return;
        }
        long from = segment.address() + offset;
        Optional<Object> array = segment.heapBase();
        if (array.isEmpty()) {
            Gate.WORLD.ledger().touchMemory(segment, from, count, write);
            return;
        }
        int scale = Unsafe.getUnsafe().arrayIndexScale(array.get().getClass());
        for (long i = from / scale; i <= (from + count - 1) / scale; i++) {
            Gate.WORLD.ledger().touch(array.get(), Trace.element((int) i), write);
        }
    }
}
