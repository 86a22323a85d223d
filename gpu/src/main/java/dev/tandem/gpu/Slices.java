// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static dev.tandem.spi.Parameter.integer;

import dev.tandem.spi.Chunk;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.Parameters;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An array of elements in slices of equal length, each of them a part; the last may be shorter.
 *
 * @param elements how many there are
 * @param slice how many are in a part
 */
record Slices(int elements, int slice) {

    static final Parameter<Integer> ELEMENTS =
            integer("elements", 1 << 22, 1, 1 << 26, "how many elements the arrays have");

    static final Parameter<Integer> SLICE =
            integer("slice", 1 << 14, 1 << 8, 1 << 26, "how many of them are a part");

    static Slices of(Parameters parameters) {
        return new Slices(parameters.get(ELEMENTS), parameters.get(SLICE));
    }

    /** How many parts there are. */
    int count() {
        return Math.ceilDiv(elements, slice);
    }

    /** The elements of these parts. */
    Chunk elementsOf(Chunk parts) {
        return new Chunk(parts.from() * slice, (int) Math.min(elements, (long) parts.to() * slice));
    }

    /** The elements of one part. */
    Chunk elementsOf(int part) {
        return elementsOf(new Chunk(part, part + 1));
    }

    /** Where a part begins in what was computed for several. */
    int offset(Chunk parts, int part) {
        return (part - parts.from()) * slice;
    }

    /**
     * Input that is made when the first part asks for it, so that to open a job costs nothing. The
     * first run, which is checked and not measured, pays for it.
     */
    static final class Input<T> {
        private final Supplier<T> maker;
        private @Nullable T made;

        Input(Supplier<T> maker) {
            this.maker = maker;
        }

        synchronized T get() {
            if (made == null) {
                made = maker.get();
            }
            return made;
        }
    }
}
