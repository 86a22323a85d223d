// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeReflection;
import org.jgroups.Constructable;
import org.jgroups.annotations.Component;
import org.jgroups.stack.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Tells the builder of native images what is looked up by name when they run: JGroups reads tables
 * of all its messages and protocols, makes one of each message, and looks for the parts of a
 * protocol among its fields; the commands are found by their annotations. Nothing else uses this
 * class.
 */
public final class ImageFeature implements Feature {

    private static final List<String> TABLES = List.of("jg-magic-map.xml", "jg-protocol-ids.xml");
    private static final Pattern CLASS = Pattern.compile("<class .*name=\"([^\"]+)\"");

    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
        for (String table : TABLES) {
            for (String name : classes(table)) {
                @Nullable Class<?> type = access.findClassByName(name);
                // Some are of other libraries.
                if (type != null) {
                    RuntimeReflection.register(type);
                    if (Constructable.class.isAssignableFrom(type)) {
                        RuntimeReflection.registerForReflectiveInstantiation(type);
                    }
                }
            }
        }
        access.registerSubtypeReachabilityHandler(
                (_, protocol) -> registerComponents(protocol), Protocol.class);
        RuntimeReflection.register(ClusterCommand.class);
        RuntimeReflection.register(ClusterCommand.class.getDeclaredMethods());
    }

    /** One that is not found is not initialised, as the pool that is given all that arrives. */
    private static void registerComponents(Class<?> protocol) {
        Arrays.stream(protocol.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(Component.class))
                .forEach(RuntimeReflection::register);
    }

    private static List<String> classes(String table) {
        try (InputStream in =
                Objects.requireNonNull(Constructable.class.getResourceAsStream("/" + table))) {
            return CLASS.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .map(result -> result.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
