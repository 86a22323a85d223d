// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Neighbouring parts of a job that one thread or process computes one after the other, so that
 * handing work over costs little beside the work.
 *
 * @param from the index of the first part
 * @param to the index after that of the last
 */
public record Chunk(int from, int to) {

    /**
     * Splits {@code size} parts into at most {@code count} chunks whose sizes differ by one at
     * most; none is empty.
     */
    public static List<Chunk> split(int size, int count) {
        int chunks = Math.max(1, Math.min(size, count));
        return IntStream.range(0, chunks)
                .mapToObj(i -> new Chunk(bound(size, chunks, i), bound(size, chunks, i + 1)))
                .toList();
    }

    private static int bound(int size, int chunks, int i) {
        return (int) ((long) size * i / chunks);
    }

    public int size() {
        return to - from;
    }

    /**
     * Computes the parts in order in the calling thread and puts their digests where they belong.
     *
     * @throws InterruptedException when interrupted, before the next part is begun
     * @throws Exception the failure of a part
     */
    public void compute(Work<?> work, long[] digests, ProgressSink progress) throws Exception {
        for (int i = from; i < to; i++) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            digests[i] = work.digestOf(i);
        }
        progress.advanced(size());
    }
}
