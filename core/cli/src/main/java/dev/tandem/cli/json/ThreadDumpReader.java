// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.json;

import dev.tandem.lab.dump.DumpedThread;
import dev.tandem.lab.dump.ThreadDump;
import dev.tandem.spi.TandemException;
import io.avaje.json.JsonException;
import io.avaje.jsonb.Jsonb;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the thread dump of a JVM from version 21 up in JSON. What a version lacks is empty. */
public final class ThreadDumpReader {

    private static final String VIRTUAL = "java.lang.VirtualThread.run(";

    private ThreadDumpReader() {}

    /**
     * @param from where the text is from, for the message
     * @throws TandemException.Usage when the text is no such dump, or is cut off
     */
    public static ThreadDump read(String text, String from) {
        try {
            Map<?, ?> root = map(Jsonb.instance().type(Object.class).fromJson(text));
            Map<?, ?> dump = map(root.get("threadDump"));
            List<DumpedThread> threads = new ArrayList<>();
            for (Object container : list(dump.get("threadContainers"))) {
                String name = text(map(container), "container").orElse("");
                for (Object thread : list(map(container).get("threads"))) {
                    threads.add(thread(map(thread), name.equals("<root>") ? "" : name));
                }
            }
            if (threads.isEmpty()) {
                throw new ClassCastException();
            }
            return new ThreadDump(
                    text(dump, "processId").map(Long::valueOf),
                    text(dump, "runtimeVersion").orElse(""),
                    true,
                    threads.stream().anyMatch(thread -> thread.state().isPresent()),
                    List.copyOf(threads));
        } catch (JsonException | ClassCastException | NumberFormatException e) {
            throw new TandemException.Usage(
                    from
                            + " is no whole thread dump in JSON, as 'jcmd PID Thread.dump_to_file -format=json FILE' writes it");
        }
    }

    private static DumpedThread thread(Map<?, ?> thread, String pool) {
        List<String> stack = list(thread.get("stack")).stream().map(String::valueOf).toList();
        Optional<String> waitingOn = text(thread, "waitingOn");
        Set<String> holds = new LinkedHashSet<>();
        for (Object monitors : list(thread.get("monitorsOwned"))) {
            for (Object lock : list(map(monitors).get("locks"))) {
                if (lock != null) {
                    holds.add(lock.toString());
                }
            }
        }
        waitingOn.ifPresent(holds::remove);
        Optional<String> parkedOn =
                thread.get("parkBlocker") instanceof Map<?, ?> blocker
                        ? text(blocker, "object")
                        : Optional.empty();
        // Before version 25 nothing but its stack tells that a thread is a virtual one.
        boolean virtual =
                thread.get("virtual") instanceof Boolean told
                        ? told
                        : stack.stream().anyMatch(frame -> frame.contains(VIRTUAL));
        return new DumpedThread(
                Long.parseLong(text(thread, "tid").orElse("")),
                text(thread, "name").orElse(""),
                virtual,
                pool,
                text(thread, "state").map(Thread.State::valueOf),
                text(thread, "carrier").map(Long::valueOf),
                text(thread, "blockedOn"),
                waitingOn,
                parkedOn,
                holds,
                stack);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new ClassCastException();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static Optional<String> text(Map<?, ?> map, String name) {
        return Optional.ofNullable(map.get(name)).map(String::valueOf);
    }
}
