// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

import dev.tandem.explore.Argument;
import dev.tandem.explore.Subject;
import dev.tandem.explore.rewriting.Scope;
import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Something to be explored, as it is sent to where that is done.
 *
 * @param className as {@link Class#getName} has it
 * @param replay the schedule to follow; empty to search
 */
record Task(
        String className, String method, List<Argument> arguments, Settings settings, String replay)
        implements Serializable {

    /** A lambda is called after the method that it is written in. */
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$([^$]+).*");

    boolean isReplay() {
        return !replay.isEmpty();
    }

    /** How it is called in reports, on one line: {@code CacheTest#computesOnce("a", 1)}. */
    String title() {
        int outer = Math.max(className.lastIndexOf('.'), className.lastIndexOf('$'));
        String given =
                arguments.isEmpty()
                        ? ""
                        : arguments.stream()
                                .map(Argument::toString)
                                .collect(Collectors.joining(", ", "(", ")"));
        String called = LAMBDA.matcher(method).replaceAll("$1");
        return (className.substring(outer + 1) + "#" + called + given).replaceAll("\\s+", " ");
    }

    Subject subject(ClassLoader loader) {
        return new Subject.OfClass(className, method, arguments, loader, settings.seed(), Scope.ALL)
                .within(settings.scope());
    }
}
