// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.turtle;

/**
 * A key has been pressed.
 *
 * @param number counts all that were pressed, from 1
 * @param key the character that is on it
 */
public record Press(int number, String key) {

    @Override
    public String toString() {
        return "key " + number + " (" + key + ")";
    }
}
