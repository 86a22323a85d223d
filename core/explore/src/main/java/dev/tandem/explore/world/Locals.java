// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the local variables of a loop hold that matter to its next round. */
final class Locals {

    private long[] numbers = new long[4];
    private @Nullable Object[] objects = new @Nullable Object[4];
    private int numberCount;
    private int objectCount;

    void add(long value) {
        if (numberCount == numbers.length) {
            numbers = Arrays.copyOf(numbers, numberCount * 2);
        }
        numbers[numberCount++] = value;
    }

    void add(@Nullable Object value) {
        if (objectCount == objects.length) {
            objects = Arrays.copyOf(objects, objectCount * 2);
        }
        objects[objectCount++] = value;
    }

    void clear() {
        numberCount = 0;
        Arrays.fill(objects, 0, objectCount, null);
        objectCount = 0;
    }

    /** Whether all hold the very same. */
    boolean areAs(Locals other) {
        if (objectCount != other.objectCount
                || !Arrays.equals(numbers, 0, numberCount, other.numbers, 0, other.numberCount)) {
            return false;
        }
        for (int i = 0; i < objectCount; i++) {
            if (objects[i] != other.objects[i]) {
                return false;
            }
        }
        return true;
    }
}
