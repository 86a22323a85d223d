// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.standin;

import dev.tandem.explore.inside.Stages;
import java.util.stream.BaseStream;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Streams whose parallel work is done by threads of the world. What comes before a stream is made
 * parallel stays as it is, and is split and worked on with the rest.
 */
public final class ParallelStreams {

    private ParallelStreams() {}

    public static <T> Stream<T> controlled(Stream<T> stream) {
        return Stages.areUncontrolled(stream)
                ? StreamSupport.stream(stream.spliterator(), true).onClose(stream::close)
                : stream;
    }

    public static IntStream controlled(IntStream stream) {
        return Stages.areUncontrolled(stream)
                ? StreamSupport.intStream(stream.spliterator(), true).onClose(stream::close)
                : stream;
    }

    public static LongStream controlled(LongStream stream) {
        return Stages.areUncontrolled(stream)
                ? StreamSupport.longStream(stream.spliterator(), true).onClose(stream::close)
                : stream;
    }

    public static DoubleStream controlled(DoubleStream stream) {
        return Stages.areUncontrolled(stream)
                ? StreamSupport.doubleStream(stream.spliterator(), true).onClose(stream::close)
                : stream;
    }

    public static BaseStream<?, ?> controlled(BaseStream<?, ?> stream) {
        if (stream instanceof Stream<?> objects) {
            return controlled(objects);
        }
        if (stream instanceof IntStream ints) {
            return controlled(ints);
        }
        if (stream instanceof LongStream longs) {
            return controlled(longs);
        }
        return stream instanceof DoubleStream doubles ? controlled(doubles) : stream;
    }
}
