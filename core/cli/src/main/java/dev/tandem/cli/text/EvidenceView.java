// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.cli.text.Screen.Style;
import dev.tandem.explore.text.Text;
import dev.tandem.explore.text.Wording;
import dev.tandem.spi.evidence.Bars;
import dev.tandem.spi.evidence.Picture;
import dev.tandem.spi.evidence.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Evidence, told to a person: first what is numbers and text, then the pictures. */
final class EvidenceView {

    private static final String INDENT = "  ";
    private static final String GAP = "  ";

    /** Columns that a value needs beside its name; with fewer it stands below. */
    private static final int LEAST_ROOM = 20;

    private EvidenceView() {}

    /** Names and values, of which a long one takes several lines; none is wider than that. */
    static List<String> words(Map<String, Object> evidence, int room) {
        Map<String, Object> words = new LinkedHashMap<>(evidence);
        words.values().removeIf(Picture.class::isInstance);
        int width = words.keySet().stream().mapToInt(String::length).max().orElse(0);
        boolean stacked = room - width - GAP.length() < LEAST_ROOM;
        List<String> lines = new ArrayList<>();
        words.forEach((name, value) -> {
            String lead = stacked ? INDENT : name + " ".repeat(width - name.length()) + GAP;
            if (stacked) {
                lines.addAll(Text.fill(name, room));
            }
            for (String each : each(name, value)) {
                lines.addAll(Text.hanging(lead, each, room));
                lead = " ".repeat(lead.length());
            }
        });
        return lines;
    }

    /**
     * The pictures, however deep they are, each under the way to it.
     *
     * @param most how many lines a picture takes that is a list, of which the middle can be left
     *     out
     */
    static List<String> pictures(Map<String, Object> evidence, Screen screen, int most) {
        Map<String, Picture> found = new LinkedHashMap<>();
        evidence.forEach((name, value) -> find(name, value, found));
        Screen inside = screen.narrower(INDENT.length());
        List<String> lines = new ArrayList<>();
        found.forEach((name, picture) -> {
            lines.add("");
            lines.add(screen.paint(Style.BOLD, name));
            folded(picture, inside, most)
                    .forEach(line -> lines.add((INDENT + line).stripTrailing()));
        });
        return lines;
    }

    private static List<String> folded(Picture picture, Screen screen, int most) {
        List<String> lines = Pictures.lines(picture, screen);
        boolean isList = picture instanceof Table || picture instanceof Bars;
        return isList
                ? Fold.lines(lines, most, part -> part, (from, to) -> leftOut(to - from, screen))
                : lines;
    }

    private static String leftOut(int rows, Screen screen) {
        String text = "… " + Wording.count(rows, "row") + " left out; --full shows all";
        return screen.paint(Style.DIM, Text.fit(text, screen.width()));
    }

    private static void find(String name, Object value, Map<String, Picture> found) {
        switch (value) {
            case Picture picture -> found.put(name, picture);
            case Map<?, ?> map -> map.forEach((key, each) -> find(name + ", " + key, each, found));
            case Collection<?> several -> {
                int number = 1;
                for (Object each : several) {
                    find(name + ", " + number++, each, found);
                }
            }
            default -> {}
        }
    }

    /**
     * A list has a line for each element, and one for each entry of an element that is a map;
     * numbers stand side by side.
     */
    private static List<String> each(String name, Object value) {
        if (!(value instanceof Collection<?> several)) {
            return List.of(text(name, value));
        }
        if (!several.isEmpty() && several.stream().allMatch(Number.class::isInstance)) {
            return List.of(
                    several.stream().map(one -> text(name, one)).collect(Collectors.joining(", ")));
        }
        List<String> lines = new ArrayList<>();
        for (Object one : several) {
            if (one instanceof Map<?, ?> map) {
                map.forEach((key, item) -> lines.add(entry(key, item)));
            } else {
                lines.add(text(name, one));
            }
        }
        return lines.isEmpty() ? List.of("none") : lines;
    }

    private static String text(String name, Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .map(e -> entry(e.getKey(), e.getValue()))
                            .collect(Collectors.joining(", "));
            case Collection<?> inner -> String.join(", ", each(name, inner));
            case int[] numbers -> text(name, Arrays.stream(numbers).boxed().toList());
            case long[] numbers -> text(name, Arrays.stream(numbers).boxed().toList());
            case double[] numbers -> text(name, Arrays.stream(numbers).boxed().toList());
            case Object[] several -> text(name, Arrays.asList(several));
            case Double number -> Numbers.measured(number);
            case Integer number -> Numbers.whole(name, number);
            case Long number -> Numbers.whole(name, number);
            case Picture picture -> "drawn below";
            default -> Text.oneLine(String.valueOf(value));
        };
    }

    private static String entry(Object key, Object value) {
        String name = String.valueOf(key);
        return Text.oneLine(name) + " " + text(name, value);
    }
}
