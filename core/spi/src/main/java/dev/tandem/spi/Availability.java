// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

/** Whether something can be used on this machine and, where it cannot, why and what would help. */
public sealed interface Availability {

    record Available() implements Availability {}

    /**
     * @param reason what is missing, as a sentence without its full stop
     * @param remedy what the user can do about it, in the imperative
     */
    record Unavailable(String reason, String remedy) implements Availability {}

    static Availability available() {
        return new Available();
    }

    static Availability unavailable(String reason, String remedy) {
        return new Unavailable(reason, remedy);
    }

    default boolean isAvailable() {
        return this instanceof Available;
    }
}
