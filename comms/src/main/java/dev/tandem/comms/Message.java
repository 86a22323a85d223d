// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

/** What goes through the queue of {@link Fifo}. */
sealed interface Message {

    /**
     * One of the messages of a producer.
     *
     * @param number 1 for the first that the producer puts, and so on
     */
    record Item(int producer, int number) implements Message {

        @Override
        public String toString() {
            return producer + "/" + number;
        }
    }

    /** Nothing comes after this: the consumer that takes it is done. */
    record End() implements Message {}
}
