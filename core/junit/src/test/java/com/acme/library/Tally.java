// SPDX-License-Identifier: Apache-2.0
package com.acme.library;

/** Counts, and is not made for several threads. */
public final class Tally {

    private int count;

    public void add() {
        count++;
    }

    public int count() {
        return count;
    }
}
