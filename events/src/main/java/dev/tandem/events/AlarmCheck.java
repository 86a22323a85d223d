// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import dev.tandem.events.DataCentre.HotSpot;
import dev.tandem.spi.evidence.Series;
import dev.tandem.spi.evidence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The alarms of a data centre beside the hot spots that were injected.
 *
 * @param late by how many seconds an observer may be behind
 */
record AlarmCheck(DataCentre centre, List<Alarm> alarms, int late) {

    /** An alarm that was raised, or cleared. */
    record Alarm(int rack, int second, boolean raised) {
        @Override
        public String toString() {
            String what = raised ? "raises" : "clears";
            return String.format(
                    Locale.ROOT, "%s the alarm of rack %d at %d s", what, rack, second);
        }
    }

    /** Those that were raised where, or when, there was no hot spot. */
    List<Alarm> falseAlarms() {
        return alarms.stream()
                .filter(Alarm::raised)
                .filter(alarm -> centre.hotSpots().stream().noneMatch(at -> belongs(alarm, at)))
                .toList();
    }

    /** How many alarms were raised for a single hot spot at the most. */
    int mostOfOneSpot() {
        return centre.hotSpots().stream()
                .mapToInt(spot -> seconds(spot, true).size())
                .max()
                .orElse(0);
    }

    /** Whether each hot spot raised an alarm that was cleared. */
    boolean allRaisedAndCleared() {
        return centre.hotSpots().stream()
                .allMatch(spot ->
                        !seconds(spot, true).isEmpty()
                                && seconds(spot, true).size() == seconds(spot, false).size());
    }

    private boolean belongs(Alarm alarm, HotSpot spot) {
        return alarm.rack() == spot.rack()
                && alarm.second() >= spot.from()
                && alarm.second() <= spot.until() + late;
    }

    private List<Integer> seconds(HotSpot spot, boolean raised) {
        return alarms.stream()
                .filter(alarm -> alarm.raised() == raised && belongs(alarm, spot))
                .map(Alarm::second)
                .toList();
    }

    /** Each hot spot with the seconds at which alarms were raised and cleared. */
    Table table() {
        List<List<Object>> rows = new ArrayList<>();
        for (HotSpot spot : centre.hotSpots()) {
            rows.add(
                    List.of(
                            "rack " + spot.rack(),
                            spot.from() + " to " + spot.until(),
                            seconds(spot, true).toString(),
                            seconds(spot, false).toString()));
        }
        for (Alarm alarm : falseAlarms()) {
            rows.add(List.of("rack " + alarm.rack(), "never", "[" + alarm.second() + "]", ""));
        }
        return new Table(List.of("of", "hot", "raised", "cleared"), rows);
    }

    /** What the thermometer of a rack read: of one with a false alarm, or with the most alarms. */
    Series temperatures() {
        List<Alarm> wrong = falseAlarms();
        int rack = wrong.isEmpty() ? rackOfMostAlarms() : wrong.getFirst().rack();
        List<Series.Point> points =
                IntStream.range(0, centre.seconds())
                        .mapToObj(second -> new Series.Point(second, centre.celsius(rack, second)))
                        .toList();
        Series series = Series.of("seconds", "°C").with("rack " + rack, points);
        for (Alarm alarm : alarms) {
            if (alarm.rack() == rack) {
                series = series.marked(alarm.raised() ? "raised" : "cleared", alarm.second());
            }
        }
        return series;
    }

    private int rackOfMostAlarms() {
        int[] raised = new int[centre.racks()];
        alarms.forEach(alarm -> raised[alarm.rack()]++);
        int most = 0;
        for (int rack = 1; rack < raised.length; rack++) {
            most = raised[rack] > raised[most] ? rack : most;
        }
        return most;
    }
}
