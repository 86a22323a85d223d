// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import java.net.URL;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which classes of a program are not its own: those in archives other than that of its main class.
 * Of tandem's own classes it is those that workloads are written with. In a native image, which has
 * no class files, all others are the program's. For one thread.
 */
final class Libraries implements Predicate<String> {

    private static final String TANDEM = "dev.tandem.";
    private static final String PROVIDER_INTERFACE = "dev.tandem.spi.";

    private final ClassLoader loader;
    private final String own;
    private final Map<String, Boolean> known = new HashMap<>();

    /**
     * @param loader where class files are found
     * @param mainClass with dots
     */
    Libraries(ClassLoader loader, String mainClass) {
        this.loader = loader;
        this.own = archive(mainClass);
    }

    @Override
    public boolean test(String className) {
        return known.computeIfAbsent(className, this::isInAnother);
    }

    private boolean isInAnother(String className) {
        if (className.startsWith(TANDEM)) {
            return className.startsWith(PROVIDER_INTERFACE);
        }
        String archive = archive(className);
        return !archive.isEmpty() && !archive.equals(own);
    }

    /** The address of the archive that a class is in; empty when it is in none. */
    private String archive(String className) {
        @Nullable URL file = loader.getResource(className.replace('.', '/') + ".class");
        String address = file == null ? "" : file.toString();
        int end = address.startsWith("jar:") ? address.lastIndexOf("!/") : 0;
        return address.substring(0, end);
    }
}
