package dev.tandem.core.testing;

import static org.awaitility.Awaitility.await;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The live threads of this JVM, virtual ones included, as its thread dump has them. */
public final class LiveThreads {

    /** Threads that the JDK starts for itself and keeps: they belong to no run. */
    private static final List<String> OF_THE_JDK =
            List.of(
                    "process reaper",
                    "ForkJoinPool",
                    "VirtualThread-unparker",
                    "VirtualThread-unblocker",
                    "Common-Cleaner",
                    "Attach Listener",
                    "Read-Poller",
                    "Write-Poller",
                    "MasterPoller",
                    "SIGINT handler",
                    "Keep-Alive-Timer",
                    "CompletableFutureDelayScheduler",
                    "awaitility",
                    "junit-jupiter-timeout-watcher");

    private LiveThreads() {}

    public static Set<Long> ids() {
        return dump().keySet();
    }

    /** The names of the threads that were not there before and are there now. */
    public static List<String> startedSince(Set<Long> before) {
        return dump().entrySet().stream()
                .filter(entry -> !before.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .filter(name -> OF_THE_JDK.stream().noneMatch(name::startsWith))
                .toList();
    }

    /**
     * Passes once every thread that was not there before has gone; a thread needs a moment to end
     * after it is joined.
     */
    public static void awaitNoneSince(Set<Long> before) {
        await("threads end with their run")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .pollDelay(Duration.ZERO)
                .until(() -> startedSince(before), List::isEmpty);
    }

    @SuppressWarnings("unchecked")
    private static Map<Long, String> dump() {
        try {
            Path folder = Files.createTempDirectory("tandem-threads-");
            Path file = folder.resolve("dump.json");
            try {
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                        .dumpThreads(file.toString(), ThreadDumpFormat.JSON);
                Map<Long, String> threads = new LinkedHashMap<>();
                var document =
                        (Map<String, Object>)
                                Jsonb.instance()
                                        .type(Object.class)
                                        .fromJson(Files.readString(file));
                var dump = (Map<String, Object>) document.get("threadDump");
                for (Object container : (List<Object>) dump.get("threadContainers")) {
                    for (Object thread :
                            (List<Object>) ((Map<String, Object>) container).get("threads")) {
                        var fields = (Map<String, Object>) thread;
                        threads.put(
                                Long.valueOf(fields.get("tid").toString()),
                                fields.get("name").toString());
                    }
                }
                return threads;
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
