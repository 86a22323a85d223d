// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.cli.text.Screen.Style;
import dev.tandem.spi.evidence.Picture;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Evidence, told to a person: first what is numbers and text, then the pictures. */
final class EvidenceView {

    private static final String INDENT = "  ";

    private EvidenceView() {}

    /** Names and values, of which a long one takes several lines. */
    static List<String> words(Map<String, Object> evidence) {
        Map<String, Object> words = new LinkedHashMap<>(evidence);
        words.values().removeIf(Picture.class::isInstance);
        int width = words.keySet().stream().mapToInt(String::length).max().orElse(0);
        List<String> lines = new ArrayList<>();
        words.forEach((name, value) -> {
            String lead = name + " ".repeat(width - name.length());
            for (Object each : each(value)) {
                lines.add(lead + "  " + text(each));
                lead = " ".repeat(width);
            }
        });
        return lines;
    }

    /** The pictures, however deep they are, each under the way to it. */
    static List<String> pictures(Map<String, Object> evidence, Screen screen) {
        Map<String, Picture> found = new LinkedHashMap<>();
        evidence.forEach((name, value) -> find(name, value, found));
        var inside =
                new Screen(screen.terminal(), screen.colour(), screen.width() - INDENT.length());
        List<String> lines = new ArrayList<>();
        found.forEach((name, picture) -> {
            lines.add("");
            lines.add(screen.paint(Style.BOLD, name));
            Pictures.lines(picture, inside)
                    .forEach(line -> lines.add((INDENT + line).stripTrailing()));
        });
        return lines;
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

    /** A list has a line for each element, and one for each entry of an element that is a map. */
    private static Collection<?> each(Object value) {
        if (!(value instanceof Collection<?> several)) {
            return List.of(value);
        }
        List<Object> lines = new ArrayList<>();
        for (Object one : several) {
            if (one instanceof Map<?, ?> map) {
                map.forEach((name, item) -> lines.add(name + " " + text(item)));
            } else {
                lines.add(one);
            }
        }
        return lines.isEmpty() ? List.of("none") : lines;
    }

    private static Object text(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .map(e -> e.getKey() + " " + text(e.getValue()))
                            .collect(Collectors.joining(", "));
            case Collection<?> inner ->
                    each(inner).stream()
                            .map(each -> String.valueOf(text(each)))
                            .collect(Collectors.joining(", "));
            case Double number -> Numbers.measured(number);
            case Picture picture -> "drawn below";
            default -> value;
        };
    }
}
