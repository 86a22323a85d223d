// SPDX-License-Identifier: Apache-2.0
package com.acme;

/** What somebody would measure, or should not. */
public final class Prices {

    private Prices() {}

    public static long price(int part) {
        System.out.println("pricing " + part);
        return 3L * part;
    }

    public static long unlike(int part) {
        return System.nanoTime();
    }

    public static Object nameless(int part) {
        return new Object();
    }

    public static long failing(int part) {
        throw new IllegalStateException("no price for " + part);
    }

    public static long ending(int part) {
        Runtime.getRuntime().halt(7);
        return part;
    }
}
