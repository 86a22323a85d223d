// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi.locks;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.locks.Lock;

/** A lock with an owner that can be observed from any thread. */
public interface OwnedLock extends Lock {

    String name();

    /** The thread that holds the lock, if any does at this moment. */
    Optional<Thread> owner();

    /** The threads that wait for the lock, as far as can be told while they come and go. */
    Collection<Thread> waiting();

    /** How often the lock has been acquired so far. */
    long acquisitions();
}
