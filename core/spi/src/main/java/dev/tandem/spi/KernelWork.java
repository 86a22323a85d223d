// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.List;

/**
 * Work whose parts a device can compute as well: a launch of one kernel computes neighbouring parts
 * together. A job whose work is one of these runs under the model {@code gpu}; nothing else of it
 * changes.
 *
 * <p>The digests must not depend on where a part was computed. Floating point differs between
 * devices unless a job is written so that nothing is rounded, so that every rounding is prescribed,
 * or so that its digest covers rounded values whose inputs keep clear of the edges.
 */
public interface KernelWork<R> extends Work<R> {

    /**
     * What a device compiles.
     *
     * @param kernel the name of the kernel
     * @param source OpenCL C 1.2. The kernel has the arguments of the launch as its parameters, in
     *     their order, data as {@code global} pointers, and the output as its last
     */
    record Program(String kernel, String source) {}

    /**
     * One start of the kernel.
     *
     * @param items how many work items run it; a multiple of {@code group}, and for a group of 0 at
     *     the least as many as are needed: the kernel checks its index
     * @param group how many of them share local memory; 0 leaves it to the device
     * @param outputBytes the size of the buffer that it writes
     */
    record Launch(long items, int group, List<Argument> arguments, long outputBytes) {
        public Launch {
            arguments = List.copyOf(arguments);
        }
    }

    /** What a kernel is given. Of a buffer it is what lies between its position and its limit. */
    sealed interface Argument {

        /** The size of the data, in bytes; 0 for a number. */
        default long bytes() {
            return 0;
        }

        record Floats(FloatBuffer values) implements Argument {
            @Override
            public long bytes() {
                return (long) values.remaining() * Float.BYTES;
            }
        }

        record Ints(IntBuffer values) implements Argument {
            @Override
            public long bytes() {
                return (long) values.remaining() * Integer.BYTES;
            }
        }

        record Whole(int value) implements Argument {}

        record Real(float value) implements Argument {}
    }

    Program program();

    /**
     * What computes these parts; it copies no data. For as many parts it asks for no more memory
     * than for the first ones.
     */
    Launch launch(Chunk parts);

    /**
     * The result of one part.
     *
     * @param parts those that the launch computed
     * @param index of a part among all parts
     * @param output what the kernel wrote, in the byte order of this machine; read by index alone
     */
    R result(Chunk parts, int index, ByteBuffer output);
}
