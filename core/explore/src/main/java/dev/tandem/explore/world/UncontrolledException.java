// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

/** The program did something that the explorer can neither see nor steer. */
public final class UncontrolledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UncontrolledException(String message) {
        super(message);
    }
}
