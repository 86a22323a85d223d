// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.profile;

import dev.tandem.lab.profile.Profile.Kind;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;

/** The events of the flight recorder that are waits, and what each says of what it was for. */
final class WaitEvents {

    /** What is kept of an event: of which kind it is, and in which field the thing stands. */
    private record Meaning(Kind kind, String field) {}

    private static final Map<String, Meaning> MEANINGS =
            Map.of(
                    "jdk.JavaMonitorEnter", new Meaning(Kind.MONITOR, "monitorClass"),
                    "jdk.JavaMonitorWait", new Meaning(Kind.NOTIFICATION, "monitorClass"),
                    "jdk.ThreadPark", new Meaning(Kind.PARKED, "parkedClass"),
                    "jdk.ThreadSleep", new Meaning(Kind.SLEEPING, ""),
                    "jdk.SocketRead", new Meaning(Kind.SOCKET, "host"),
                    "jdk.SocketWrite", new Meaning(Kind.SOCKET, "host"),
                    "jdk.FileRead", new Meaning(Kind.FILE, "path"),
                    "jdk.FileWrite", new Meaning(Kind.FILE, "path"),
                    "jdk.FileForce", new Meaning(Kind.FILE, "path"),
                    "jdk.VirtualThreadPinned", new Meaning(Kind.PINNED, "pinnedReason"));

    static final Set<String> NAMES = MEANINGS.keySet();

    private WaitEvents() {}

    static Kind kind(RecordedEvent event) {
        return meaning(event).kind();
    }

    /** What was waited for, as far as the event tells. */
    static String what(RecordedEvent event) {
        String field = meaning(event).field();
        Object value = event.hasField(field) ? event.getValue(field) : null;
        return switch (value) {
            case null -> "";
            case RecordedClass type -> type.getName();
            default -> value.toString();
        };
    }

    /** The thread that held the monitor before, where the JVM tells. */
    static Optional<String> holder(RecordedEvent event) {
        return event.hasField("previousOwner")
                ? Optional.ofNullable(event.getThread("previousOwner")).map(WaitEvents::name)
                : Optional.empty();
    }

    static String name(RecordedThread thread) {
        String name = thread.getJavaName();
        return name == null || name.isEmpty() ? "#" + thread.getJavaThreadId() : name;
    }

    private static Meaning meaning(RecordedEvent event) {
        return Objects.requireNonNull(MEANINGS.get(event.getEventType().getName()));
    }
}
