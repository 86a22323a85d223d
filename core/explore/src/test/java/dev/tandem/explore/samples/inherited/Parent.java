// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.inherited;

abstract class Parent {

    static final Object STATE = new Object();

    private int value;

    public Object state() {
        return STATE;
    }

    public int next() {
        return ++value;
    }
}
