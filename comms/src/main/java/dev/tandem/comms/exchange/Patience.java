// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.exchange;

/** What a thread does between one attempt and the next when nobody will wake it. */
final class Patience {

    private static final int SPINS = 100;

    private Patience() {}

    /**
     * Spins at first, in case another processor is about to do what is waited for, and lets others
     * have this one when that has not helped.
     *
     * @param tries how many attempts there were before the one that has just failed
     */
    @SuppressWarnings("ThreadPriorityCheck") // with fewer processors than threads it is a must
    static void afterTry(int tries) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (tries < SPINS) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }
}
