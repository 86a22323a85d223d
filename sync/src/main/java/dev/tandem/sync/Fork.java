// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import dev.tandem.spi.locks.ObservableLock;

/** A fork between two plates, which one philosopher at a time can hold. */
record Fork(int number, ObservableLock lock) {

    Fork(int number) {
        this(number, new ObservableLock("fork " + number));
    }
}
