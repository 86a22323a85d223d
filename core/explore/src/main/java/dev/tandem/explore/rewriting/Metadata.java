// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import dev.tandem.spi.WorkloadSpec.Level;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What an image must know of the twins beforehand: what is found by reflection, and their tables.
 */
final class Metadata {

    static final String FOLDER = "META-INF/native-image/dev.tandem/explored/";
    static final String FILE = "reachability-metadata.json";

    private final Set<String> entries = new LinkedHashSet<>();

    /** A program is created, and made afresh, by reflection; the world is put into the gate. */
    void program(String twin, String gate) {
        String methods =
                List.of("<init>", InitialisationGuard.NAME).stream()
                        .map(method -> "{\"name\": \"" + method + "\", \"parameterTypes\": []}")
                        .collect(java.util.stream.Collectors.joining(", "));
        entries.add("{\"type\": \"" + dots(twin) + "\", \"methods\": [" + methods + "]}");
        entries.add(
                "{\"type\": \""
                        + dots(gate)
                        + "\", \"fields\": [{\"name\": \""
                        + Twins.WORLD
                        + "\"}]}");
    }

    /** The fields of a twin are found by handles, by offsets, and to see whether it has state. */
    void twin(String twin) {
        String name = dots(twin);
        entries.add(
                "{\"condition\": {\"typeReached\": \""
                        + name
                        + "\"}, \"type\": \""
                        + name
                        + "\", \"allDeclaredFields\": true}");
    }

    String json() {
        List<String> resources = new ArrayList<>();
        for (Level level : Level.values()) {
            resources.add("{\"glob\": \"" + Names.prefix(level) + ImageClasses.TABLE + "\"}");
        }
        return "{\n\"reflection\": [\n"
                + String.join(",\n", entries)
                + "\n],\n\"resources\": [\n"
                + String.join(",\n", resources)
                + "\n]\n}\n";
    }

    private static String dots(String internal) {
        return internal.replace('/', '.');
    }
}
