// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import org.jspecify.annotations.Nullable;

/**
 * An identity map from objects to numbers and values of one execution, emptied in constant time.
 */
final class ObjectTable {

    private @Nullable Object[] keys = new @Nullable Object[64];
    private int[] numbers = new int[64];
    private @Nullable Object[] values = new @Nullable Object[64];
    private int[] stamps = new int[64];
    private int stamp = 1;
    private int size;

    void clear() {
        stamp++;
        size = 0;
    }

    /** The slot of an object, or the complement of where it would go. */
    private int find(Object key) {
        int mask = keys.length - 1;
        int at = (System.identityHashCode(key) * 0x9E3779B9) >>> 7 & mask;
        while (stamps[at] == stamp) {
            if (keys[at] == key) {
                return at;
            }
            at = (at + 1) & mask;
        }
        return ~at;
    }

    /** The number of an object, 0 when it has none. */
    int number(Object key) {
        int at = find(key);
        return at < 0 ? 0 : numbers[at];
    }

    /** An object with that number; null when there is none. */
    @Nullable Object object(int number) {
        for (int i = 0; i < keys.length; i++) {
            if (stamps[i] == stamp && numbers[i] == number) {
                return keys[i];
            }
        }
        return null;
    }

    @Nullable Object value(Object key) {
        int at = find(key);
        return at < 0 ? null : values[at];
    }

    void put(Object key, int number, @Nullable Object value) {
        int at = find(key);
        if (at < 0) {
            at = ~at;
            if (size * 2 >= keys.length) {
                grow();
                at = ~find(key);
            }
            size++;
            stamps[at] = stamp;
            keys[at] = key;
        }
        numbers[at] = number;
        values[at] = value;
    }

    private void grow() {
        @Nullable Object[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        int[] oldNumbers = numbers;
        int[] oldStamps = stamps;
        int length = oldKeys.length * 2;
        keys = new @Nullable Object[length];
        values = new @Nullable Object[length];
        numbers = new int[length];
        stamps = new int[length];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            Object key = oldKeys[i];
            if (oldStamps[i] == stamp && key != null) {
                put(key, oldNumbers[i], oldValues[i]);
            }
        }
    }

    void addAll(ObjectTable other) {
        for (int i = 0; i < other.keys.length; i++) {
            Object key = other.keys[i];
            if (other.stamps[i] == other.stamp && key != null) {
                put(key, other.numbers[i], other.values[i]);
            }
        }
    }
}
