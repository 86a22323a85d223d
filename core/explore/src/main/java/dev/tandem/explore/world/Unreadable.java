// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

/**
 * The error that a class file cannot be read, and so not be rewritten: it is too new, or none at
 * all. One of the JDK's own, for the JVM makes it anew by its name whenever the class is asked for
 * again.
 */
public final class Unreadable {

    private static final String BEGINNING = "the explorer cannot read the class file of ";

    private Unreadable() {}

    /**
     * @param why what the reader of class files says
     */
    public static ClassFormatError error(String name, Exception why) {
        var error =
                new ClassFormatError(
                        BEGINNING
                                + name.replace('/', '.')
                                + " ("
                                + why.getMessage()
                                + "); compile it for Java "
                                + Runtime.version().feature()
                                + " or older");
        error.initCause(why);
        return error;
    }

    public static boolean isOne(Throwable error) {
        return error instanceof ClassFormatError
                && String.valueOf(error.getMessage()).startsWith(BEGINNING);
    }
}
