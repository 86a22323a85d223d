// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** What rewritten classes were called before. */
public final class Origin {

    private static final Pattern PREFIX =
            Pattern.compile("\\bdev\\.tandem\\.explored\\.(?:(?:sync|volatile|memory)\\.)?");
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

    private Origin() {}

    /** A text in which every class has its original name. */
    public static String plain(String text) {
        return PREFIX.matcher(text).replaceAll("");
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
                && ASSERTIONS.stream().noneMatch(name::startsWith);
    }
}
