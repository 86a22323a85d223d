// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import java.util.Arrays;
import java.util.function.LongConsumer;

/** A short list of places that a thread has accessed. */
final class Touched {

    /** Whoever waits for somebody does not access more than that meanwhile. */
    private static final int MOST = 32;

    private final long[] places = new long[MOST];
    private int count;

    void clear() {
        count = 0;
    }

    /**
     * @return whether there was room for it
     */
    boolean add(long place) {
        if (count == MOST) {
            return false;
        }
        places[count++] = place;
        return true;
    }

    /**
     * Removes what was added last of a place.
     *
     * @return whether it was there
     */
    boolean remove(long place) {
        for (int i = count - 1; i >= 0; i--) {
            if (places[i] == place) {
                System.arraycopy(places, i + 1, places, i, --count - i);
                return true;
            }
        }
        return false;
    }

    boolean contains(long place) {
        for (int i = 0; i < count; i++) {
            if (places[i] == place) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean isAs(Touched other) {
        return Arrays.equals(places, 0, count, other.places, 0, other.count);
    }

    void forEach(LongConsumer each) {
        for (int i = 0; i < count; i++) {
            each.accept(places[i]);
        }
    }
}
