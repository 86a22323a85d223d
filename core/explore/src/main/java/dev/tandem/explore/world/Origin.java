// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** What rewritten classes and their methods were called before. */
public final class Origin {

    /** What the name begins with that a synchronized method's own code has got. */
    public static final String BODY = "$tandemBody$";

    /** The method that a class initialiser becomes, so that it can run in every execution. */
    public static final String INITIALISER = "$tandemAgain";

    /** The method that a constructor of an enum becomes, for the same reason. */
    public static final String CONSTRUCTOR = "$tandemConstruct";

    private static final Pattern PREFIX = Pattern.compile("\\bdev\\.tandem\\.explored\\.");
    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.");

    /** Where assertions come from: what fails is shown where the program makes them. */
    private static final List<String> ASSERTIONS =
            List.of(
                    "org.junit.",
                    "junit.",
                    "org.opentest4j.",
                    "org.assertj.",
                    "org.hamcrest.",
                    "com.google.common.truth.");

    private static final String INSIDE = "dev.tandem.explore.inside.";
    private static final String STAND_IN = "dev.tandem.explore.standin.";

    /** Locks that can be observed: what they do is shown where they are called. */
    private static final String LOCKS = "dev.tandem.spi.locks.";

    private Origin() {}

    /** A text in which every class has its original name. */
    public static String plain(String text) {
        return PREFIX.matcher(text).replaceAll("");
    }

    /** What a method was called before. */
    static String method(String name) {
        return switch (name) {
            case INITIALISER -> "<clinit>";
            case CONSTRUCTOR -> "<init>";
            default -> name.startsWith(BODY) ? name.substring(BODY.length()) : name;
        };
    }

    /** A text of the program that can be written anywhere: without halves of characters. */
    public static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** Whether a class, by its original name, is the JDK's. */
    public static boolean isJdk(String name) {
        return JDK.stream().anyMatch(name::startsWith);
    }

    /** Whether a frame is one of the program's own code. */
    static boolean isProgram(StackTraceElement frame) {
        String name = plain(frame.getClassName());
        boolean rewritten =
                "tandem".equals(frame.getClassLoaderName()) || !name.equals(frame.getClassName());
        return rewritten
                && !isJdk(name)
                && !name.startsWith(INSIDE)
                && !name.startsWith(STAND_IN)
                && !name.startsWith(LOCKS)
                && ASSERTIONS.stream().noneMatch(name::startsWith);
    }
}
