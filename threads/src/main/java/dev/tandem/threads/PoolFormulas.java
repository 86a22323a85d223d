// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import dev.tandem.spi.evidence.Series;

/**
 * How large a pool should be, by two formulas.
 *
 * @param utilisation how busy the processors are meant to be, up to 1
 * @param rate tasks a second that the pool has to do
 * @param waiting nanoseconds that a task waits for something else than a processor
 * @param computing nanoseconds that a task is on a processor; positive
 */
record PoolFormulas(
        int processors, double utilisation, int rate, double waiting, double computing) {

    /**
     * The size that keeps the processors as busy as they are meant to be: processors · utilisation
     * · (1 + waiting / computing). See Goetz et al., Java Concurrency in Practice, 2006, section
     * 8.2.
     */
    long goetz() {
        return Math.max(1, Math.round(processors * utilisation * (1 + waiting / computing)));
    }

    /**
     * How many tasks are under way at the same time when so many come in a second: rate · time of a
     * task. See Little, A proof for the queuing formula L = λW, Operations Research 9, 1961.
     */
    long little() {
        return (long) Math.ceil(rate * (waiting + computing) / 1e9);
    }

    /** Both sizes on a picture over the number of threads, as far as they are in sight. */
    Series on(Series picture, int greatest) {
        Series marked = goetz() <= greatest ? picture.marked("Goetz", (double) goetz()) : picture;
        return little() <= greatest ? marked.marked("Little", (double) little()) : marked;
    }
}
