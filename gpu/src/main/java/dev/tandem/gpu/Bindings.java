// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lwjgl.system.Configuration;
import org.lwjgl.system.Library;
import org.lwjgl.system.Platform;

/**
 * The native half of LWJGL. By itself LWJGL unpacks it for good, and where the temporary folder
 * cannot be used into the working folder; here it is unpacked for as long as it takes to load it.
 */
final class Bindings {

    private static final String NAME = "liblwjgl.so";

    private Bindings() {}

    /**
     * Loads it. On a platform for which none is shipped LWJGL looks among the libraries of the
     * system, once it is used.
     *
     * @throws IOException when it cannot be unpacked
     * @throws LinkageError when it cannot be loaded from where it was unpacked
     */
    static void load() throws IOException {
        if (Platform.get() != Platform.LINUX
                || Platform.getArchitecture() != Platform.Architecture.X64) {
            return;
        }
        try (InputStream packed =
                Library.class.getResourceAsStream("/linux/x64/org/lwjgl/" + NAME)) {
            if (packed != null) {
                load(packed);
            }
        }
    }

    private static void load(InputStream packed) throws IOException {
        Path folder = Files.createTempDirectory("tandem-opencl-");
        Path file = folder.resolve(NAME);
        try {
            Files.copy(packed, file);
            // A name that is a path is loaded as it is.
            Configuration.LIBRARY_NAME.set(file.toString());
            Library.initialize();
        } finally {
            // What has been loaded stays when its file goes.
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }
}
