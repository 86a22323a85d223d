// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import dev.tandem.spi.Chunk;
import dev.tandem.spi.KernelWork.Argument.Floats;
import dev.tandem.spi.KernelWork.Argument.Whole;
import dev.tandem.spi.Parameters;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Work that makes one array of floats from others, element by element.
 *
 * <p>Its kernel takes the arrays, how many elements there are, and the output.
 */
abstract class FloatWork implements DeviceWork<float[]> {

    private final Parameters parameters;
    private final Slices slices;
    private final Slices.Input<List<float[]>> input;
    private final Program program;

    FloatWork(
            Parameters parameters,
            Slices slices,
            Slices.Input<List<float[]>> input,
            Program program) {
        this.parameters = parameters;
        this.slices = slices;
        this.input = input;
        this.program = program;
    }

    /** Two arrays of numbers that are added, or multiplied once, without rounding. */
    static Slices.Input<List<float[]>> two(int elements, long seed) {
        return new Slices.Input<>(
                () -> List.of(Noise.fractions(elements, seed), Noise.fractions(elements, ~seed)));
    }

    /** The plain program: fills the result from the elements of the input from an index on. */
    abstract void compute(List<float[]> input, int from, float[] result);

    /** Operations for one element; a function of the library is one. */
    int operations() {
        return 1;
    }

    /** How many neighbouring elements one item of the kernel computes. */
    int elementsAnItem() {
        return 1;
    }

    @Override
    public final Parameters parameters() {
        return parameters;
    }

    @Override
    public final Program program() {
        return program;
    }

    @Override
    public final int size() {
        return slices.count();
    }

    @Override
    public final float[] part(int index) {
        Chunk elements = slices.elementsOf(index);
        float[] result = new float[elements.size()];
        compute(input.get(), elements.from(), result);
        return result;
    }

    @Override
    public final Launch launch(Chunk parts) {
        Chunk elements = slices.elementsOf(parts);
        List<Argument> arguments = new ArrayList<>();
        for (float[] array : input.get()) {
            arguments.add(new Floats(FloatBuffer.wrap(array, elements.from(), elements.size())));
        }
        arguments.add(new Whole(elements.size()));
        return new Launch(
                Math.ceilDiv(elements.size(), elementsAnItem() * 256) * 256L,
                0,
                arguments,
                (long) elements.size() * Float.BYTES);
    }

    @Override
    public final float[] result(Chunk parts, int index, ByteBuffer output) {
        float[] result = new float[slices.elementsOf(index).size()];
        output.asFloatBuffer().get(slices.offset(parts, index), result);
        return result;
    }

    /** Covers every bit of every element, in their order. */
    @Override
    public long digest(float[] result) {
        long hash = 17;
        for (float value : result) {
            hash = 1_000_003 * hash + Float.floatToRawIntBits(value);
        }
        return hash;
    }

    @Override
    public final double bytes() {
        int arrays = input.get().size() + 1;
        return (double) arrays * Float.BYTES * slices.elements();
    }

    @Override
    public final double operations(List<float[]> results) {
        return (double) operations() * slices.elements();
    }

    /** Relative to what is expected, where that is not 0. */
    @Override
    public final double difference(float[] expected, float[] result) {
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            double apart = Math.abs(expected[i] - result[i]);
            // The greater of a number and NaN is NaN, which is within no tolerance.
            worst = Math.max(worst, expected[i] == 0 ? apart : apart / Math.abs(expected[i]));
        }
        return worst;
    }
}
