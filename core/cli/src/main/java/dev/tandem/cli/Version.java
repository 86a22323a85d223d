// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/**
 * The version of this build, from a resource that the build fills in. A native image has it read
 * while it is built.
 */
public final class Version implements IVersionProvider {

    private static final String NUMBER = read();

    private static String read() {
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IOException("the resource version.properties is missing from the build");
            }
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String[] getVersion() {
        return new String[] {line()};
    }

    /** What {@code --version} prints. */
    static String line() {
        return "tandem " + NUMBER;
    }

    /** The bare number, such as {@code 1.2.0}. */
    public static String number() {
        return NUMBER;
    }
}
