// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.inherited;

/** What has a parent that nobody else can name, and that has static state. */
public class Heir extends Parent {

    public static Heir create() {
        return new Heir();
    }
}
