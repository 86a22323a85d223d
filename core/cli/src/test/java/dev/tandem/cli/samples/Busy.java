// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.samples;

import java.io.IOException;

/** A program that computes until its standard input ends. */
public final class Busy {

    private Busy() {}

    /** Says that it runs, and computes. */
    public static void main(String... args) throws IOException {
        Thread.ofPlatform().name("busy").daemon().start(Busy::compute);
        System.out.println("runs");
        while (System.in.read() >= 0) {
            // What is written is of no interest.
        }
    }

    private static void compute() {
        double sum = 0;
        for (long i = 1; sum < Double.MAX_VALUE; i++) {
            sum += 1.0 / i;
        }
    }
}
