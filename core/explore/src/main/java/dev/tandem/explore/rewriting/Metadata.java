// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an image must know of the twins beforehand: what is found by reflection, and their table.
 *
 * <p>The classes stand in the older of the two files that an image builder reads. The newer one has
 * every method of a class that it names described in the image, and there are thousands.
 */
final class Metadata {

    private static final String FOLDER = "META-INF/native-image/dev.tandem/explored/";
    private static final String CLASSES = "reflect-config.json";
    private static final String RESOURCES = "reachability-metadata.json";

    private final Set<String> classes = new LinkedHashSet<>();

    /**
     * A program is created, and made afresh, by reflection; the world and its level are put into
     * the gate.
     */
    void program(String twin, String gate) {
        String methods =
                Stream.of("<init>", InitialisationGuard.NAME)
                        .map(method -> "{\"name\": \"" + method + "\", \"parameterTypes\": []}")
                        .collect(Collectors.joining(", "));
        classes.add("{\"name\": \"" + dots(twin) + "\", \"methods\": [" + methods + "]}");
        String fields =
                Stream.of(Twins.WORLD, Twins.LEVEL)
                        .map(field -> "{\"name\": \"" + field + "\"}")
                        .collect(Collectors.joining(", "));
        classes.add("{\"name\": \"" + dots(gate) + "\", \"fields\": [" + fields + "]}");
    }

    /** The fields of a twin are found by handles, by offsets, and to see whether it has state. */
    void twin(String twin) {
        String name = dots(twin);
        classes.add(
                "{\"condition\": {\"typeReachable\": \""
                        + name
                        + "\"}, \"name\": \""
                        + name
                        + "\", \"allDeclaredFields\": true}");
    }

    /**
     * @param root the folder of the twins
     */
    void write(Path root) throws IOException {
        Path folder = Files.createDirectories(root.resolve(FOLDER));
        Files.writeString(folder.resolve(CLASSES), "[\n" + String.join(",\n", classes) + "\n]\n");
        Files.writeString(
                folder.resolve(RESOURCES),
                "{\"resources\": [{\"glob\": \"" + ImageClasses.TABLE + "\"}]}\n");
    }

    private static String dots(String internal) {
        return internal.replace('/', '.');
    }
}
