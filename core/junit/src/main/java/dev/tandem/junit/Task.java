// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

import dev.tandem.explore.Argument;
import dev.tandem.explore.Subject;
import dev.tandem.explore.rewriting.Scope;
import java.io.Serializable;
import java.util.List;
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

    boolean isReplay() {
        return !replay.isEmpty();
    }

    /** What tells it from others of the same method, on one line: {@code (1, "a")}. */
    String given() {
        return arguments.isEmpty()
                ? ""
                : arguments.stream()
                        .map(Argument::toString)
                        .collect(Collectors.joining(", ", "(", ")"))
                        .replaceAll("\\s+", " ");
    }

    Subject subject(ClassLoader loader) {
        return new Subject.OfClass(className, method, arguments, loader, settings.seed(), Scope.ALL)
                .within(settings.scope());
    }
}
