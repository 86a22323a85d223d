// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the local variables hold that a loop sets, at the end of a round. */
final class Locals {

    private static final class Values {
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

        boolean areAs(Values other) {
            if (objectCount != other.objectCount
                    || !Arrays.equals(
                            numbers, 0, numberCount, other.numbers, 0, other.numberCount)) {
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

    /** What matters to the next round. */
    private final Values variables = new Values();

    /** What matters to nobody before the loop has ended. */
    private final Values results = new Values();

    void add(long value) {
        variables.add(value);
    }

    void add(@Nullable Object value) {
        variables.add(value);
    }

    void addResult(long value) {
        results.add(value);
    }

    void addResult(@Nullable Object value) {
        results.add(value);
    }

    void clear() {
        variables.clear();
        results.clear();
    }

    /** Whether all that matters to the next round is the very same. */
    boolean areAs(Locals other) {
        return variables.areAs(other.variables);
    }

    /** Whether the loop, if it ended now, would leave the very same behind. */
    boolean haveTheResultsOf(Locals other) {
        return results.areAs(other.results);
    }
}
