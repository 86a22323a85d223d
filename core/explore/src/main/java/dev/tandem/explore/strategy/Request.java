// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

/**
 * What a part of a search asks of a node that belongs to another part.
 *
 * @param step the number of the node
 * @param first as in {@link Node#ask}
 * @param put as there
 */
record Request(int step, long first, long put) {

    /** Hears what races ask for. */
    @FunctionalInterface
    interface Sink {
        void ask(int step, long first, long put);
    }
}
