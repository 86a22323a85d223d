// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.dump;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of a thread dump as {@code jstack -l}, {@code jcmd} and SIGQUIT print it. */
public final class PlainDump {

    private static final Pattern HEAD = Pattern.compile("\"(.*)\" #(\\d+).*");
    private static final Pattern STATE =
            Pattern.compile("java\\.lang\\.Thread\\.State: ([A-Z_]+).*");
    private static final Pattern OBJECT = Pattern.compile(".*<(0x[0-9a-f]+)> \\(an? (.+)\\)");
    private static final Pattern FRAME = Pattern.compile("at ([^(]+)\\((?:([^/)]+)/)?([^)]*)\\)");
    private static final Pattern CLASS =
            Pattern.compile("- waiting on the Class initialization monitor for (.+)");

    private PlainDump() {}

    /** Whether the text has a thread at all. */
    public static boolean matches(String text) {
        return text.lines().anyMatch(line -> HEAD.matcher(line).matches());
    }

    /** Reads what it can: a dump that is cut off has fewer threads. */
    public static ThreadDump parse(String text) {
        List<DumpedThread> threads = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (String line : (text + "\n\"end\" #0").lines().toList()) {
            if (HEAD.matcher(line).matches()) {
                thread(lines).ifPresent(threads::add);
                lines.clear();
            }
            lines.add(line.strip());
        }
        return new ThreadDump(Optional.empty(), "", false, true, List.copyOf(threads));
    }

    private static Optional<DumpedThread> thread(List<String> lines) {
        Matcher head = HEAD.matcher(lines.isEmpty() ? "" : lines.getFirst());
        if (!head.matches()) {
            return Optional.empty();
        }
        Optional<Thread.State> state = Optional.of(Thread.State.RUNNABLE);
        Optional<String> blockedOn = Optional.empty();
        Optional<String> waitingOn = Optional.empty();
        Optional<String> parkedOn = Optional.empty();
        Set<String> holds = new LinkedHashSet<>();
        List<String> stack = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            Matcher frame = FRAME.matcher(line);
            Matcher stated = STATE.matcher(line);
            Matcher awaited = CLASS.matcher(line);
            if (frame.matches()) {
                String module = frame.group(2);
                stack.add(
                        (module == null ? "" : module.replaceFirst("@.*", "") + "/")
                                + frame.group(1)
                                + "("
                                + frame.group(3)
                                + ")");
            } else if (stated.matches()) {
                state = Optional.of(Thread.State.valueOf(stated.group(1)));
            } else if (awaited.matches()) {
                blockedOn = Optional.of("class " + awaited.group(1));
            } else if (line.startsWith("- waiting to lock ")) {
                blockedOn = object(line);
            } else if (line.startsWith("- waiting on ")) {
                waitingOn = object(line);
            } else if (line.startsWith("- parking to wait for ")) {
                parkedOn = object(line);
            } else if (line.startsWith("- ")) {
                object(line).ifPresent(holds::add);
            }
        }
        waitingOn.ifPresent(holds::remove);
        return Optional.of(
                new DumpedThread(
                        Long.parseLong(head.group(2)),
                        head.group(1),
                        false,
                        "",
                        state,
                        Optional.empty(),
                        blockedOn,
                        waitingOn,
                        parkedOn,
                        holds,
                        List.copyOf(stack)));
    }

    private static Optional<String> object(String line) {
        Matcher matcher = OBJECT.matcher(line);
        return matcher.matches()
                ? Optional.of(matcher.group(2) + "@" + matcher.group(1))
                : Optional.empty();
    }
}
