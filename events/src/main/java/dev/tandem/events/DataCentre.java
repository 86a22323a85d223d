// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The temperatures of racks over twenty minutes: noise around what is usual, some hot spots that
 * rise and fall slowly, and thermometers that are far off for a single reading now and then. What
 * is wrong with which rack, and when, is known, so that alarms can be checked against it.
 *
 * <p>Noise and errors are so small, and so far apart, that no average over {@value #LEAST_WINDOW}
 * readings or more comes near {@link #USUAL} + 10 without a hot spot.
 */
final class DataCentre {

    /** Degrees of a rack without a hot spot. */
    static final double USUAL = 22;

    static final int LEAST_WINDOW = 5;

    /** Hot spots that a rack can have, one after the other. */
    static final int SLOTS = 3;

    private static final int SLOT = 450;
    private static final int RISE = 150;
    private static final int LASTS = 360;
    private static final double HEAT = 15;
    private static final double NOISE = 2;
    private static final double ERROR = 30;

    /**
     * A rack that is hotter than usual.
     *
     * @param from the second at which it begins to rise
     * @param until the second at which it is as usual again
     */
    record HotSpot(int rack, int from, int until) {

        private double heat(int second) {
            double gone = Math.min(second - from, until - second);
            return Math.clamp(HEAT * gone / RISE, 0, HEAT);
        }
    }

    private final List<HotSpot> hotSpots = new ArrayList<>();
    private final double[][] celsius;

    /**
     * @param hotSpots at most {@link #SLOTS} for each rack
     */
    DataCentre(RandomGenerator random, int racks, int hotSpots) {
        celsius = new double[racks][SLOT * SLOTS];
        for (double[] rack : celsius) {
            Arrays.setAll(rack, _ -> USUAL + random.nextDouble(-NOISE, NOISE));
        }
        List<Integer> slots = new ArrayList<>(IntStream.range(0, racks * SLOTS).boxed().toList());
        Collections.shuffle(slots, random);
        slots.subList(0, hotSpots).forEach(slot -> heat(slot, random));
        slots.subList(hotSpots, slots.size()).forEach(slot -> err(slot, random));
        this.hotSpots.sort(Comparator.comparingInt(HotSpot::rack).thenComparingInt(HotSpot::from));
    }

    /** Well inside the slot: what an average still remembers is over before the next one. */
    private void heat(int slot, RandomGenerator random) {
        int rack = slot / SLOTS;
        int from = slot % SLOTS * SLOT + random.nextInt(15, SLOT - LASTS - 30);
        HotSpot spot = new HotSpot(rack, from, from + LASTS);
        hotSpots.add(spot);
        for (int second = spot.from(); second < spot.until(); second++) {
            celsius[rack][second] += spot.heat(second);
        }
    }

    /** One reading that is far off, in every other slot. */
    private void err(int slot, RandomGenerator random) {
        if (random.nextBoolean()) {
            int second = slot % SLOTS * SLOT + random.nextInt(40, SLOT - 40);
            celsius[slot / SLOTS][second] += ERROR;
        }
    }

    /** What was injected, by rack and time. */
    List<HotSpot> hotSpots() {
        return List.copyOf(hotSpots);
    }

    int racks() {
        return celsius.length;
    }

    int seconds() {
        return SLOT * SLOTS;
    }

    /** What the thermometer of a rack reads. */
    double celsius(int rack, int second) {
        return celsius[rack][second];
    }
}
