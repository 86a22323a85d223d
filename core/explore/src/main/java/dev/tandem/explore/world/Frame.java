// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call on the stack of a thread, as far as it is one of code that the explorer has rewritten and
 * that is not the JDK's.
 *
 * @param type the class, with dots
 * @param method as the class file had it
 * @param line where in the file it is; above 0
 * @param isLibrary whether the code is not the program's own
 */
public record Frame(String type, String method, String file, int line, boolean isLibrary) {

    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");
    private static final Pattern NAMELESS = Pattern.compile("(\\$\\d+)+$");
    private static final Pattern AROUND = Pattern.compile("^.*[.$]\\d*");

    /**
     * What is called: {@code Counter.increment}. A lambda has the name of the method around it, a
     * class without a name that of the class around it.
     */
    public String called() {
        String simple = AROUND.matcher(NAMELESS.matcher(type).replaceAll("")).replaceAll("");
        Matcher lambda = LAMBDA.matcher(method);
        String name = lambda.matches() ? lambda.group(1) : method;
        return switch (name) {
            case "<init>", "new" -> "new " + simple;
            case "<clinit>", "static" -> "the initialiser of " + simple;
            default -> name.startsWith("$") ? simple : simple + "." + name;
        };
    }

    /** {@code File.java:12}. */
    public String place() {
        return file + ":" + line;
    }

    @Override
    public String toString() {
        return called() + " (" + place() + ")";
    }
}
