// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Table;
import dev.tandem.spi.os.Image;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Four platform threads and four virtual ones are alive: look at who finds which of them. The dump
 * is what {@code jcmd PID Thread.dump_to_file} writes; a native executable has none.
 *
 * <pre>{@code tandem run threads.enumerate}</pre>
 */
final class Enumerate implements Workload {

    private static final String LESSON =
            """
            A thread group lists its live platform threads, and Thread.getAllStackTraces() those of
            the whole program. Neither has the virtual threads, of which there may be a million:
            they all belong to one group, which lists nothing. Only the dump that the JDK writes for
            a person to read has them, too. A program that needs a list of its virtual threads
            keeps it, as the scope does that starts them and waits for their end.
            """;

    private static final Parameter<Integer> THREADS =
            integer("threads", 4, 1, 1_000, "how many threads of each kind are started");

    private static final Label PLATFORM_LISTED =
            acceptable(
                    "platform-listed",
                    "each platform thread was listed, and no virtual thread was");
    private static final Label OTHERWISE_LISTED =
            forbidden(
                            "otherwise-listed",
                            "a platform thread was not listed, or a virtual thread was")
                    .unseen("the threads are held while they are listed");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.enumerate", "All the threads there are", LESSON)
                    .with(THREADS)
                    .with(PLATFORM_LISTED, OTHERWISE_LISTED)
                    .teaches(Thread.class, ThreadGroup.class)
                    .notes("Enumerating all threads: four are started and listed")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        int threads = context.get(THREADS);
        CountDownLatch begun = new CountDownLatch(2 * threads);
        CountDownLatch enough = new CountDownLatch(1);
        List<Found> found;
        try (Crew platform = Crew.named("platform-");
                Crew virtual = Crew.virtual("virtual-")) {
            for (Crew crew : List.of(platform, virtual)) {
                for (int i = 0; i < threads; i++) {
                    crew.start(() -> {
                        context.event("started");
                        begun.countDown();
                        enough.await();
                    });
                }
            }
            begun.await();
            List<Thread> all = new ArrayList<>(platform.threads());
            all.addAll(virtual.threads());
            found = find(all, context.scratch().resolve("dump.txt"));
            tell(context, "in its group", found, Found::inGroup);
            tell(context, "among the stack traces", found, Found::amongStacks);
            tell(context, "in the dump", found, Found::inDump);
            enough.countDown();
            platform.join();
            virtual.join();
        }
        boolean platformListed =
                found.stream()
                        .allMatch(f ->
                                f.inGroup != f.thread.isVirtual()
                                        && f.amongStacks != f.thread.isVirtual());
        return (platformListed ? PLATFORM_LISTED : OTHERWISE_LISTED)
                .observed()
                .with("found", table(found));
    }

    private record Found(
            Thread thread, String group, boolean inGroup, boolean amongStacks, boolean inDump) {}

    private static List<Found> find(List<Thread> threads, Path file) throws IOException {
        List<Thread> inGroup = Look.inOwnGroup();
        Set<Thread> amongStacks = Thread.getAllStackTraces().keySet();
        String dump = Image.RUNS ? "" : dump(file);
        return threads.stream()
                .map(thread ->
                        new Found(
                                thread,
                                Look.group(thread).map(ThreadGroup::getName).orElse("none"),
                                inGroup.contains(thread),
                                amongStacks.contains(thread),
                                dump.contains("#" + thread.threadId() + " \"")))
                .toList();
    }

    /** The threads and their stacks, as the JDK writes them for a person to read. */
    private static String dump(Path file) throws IOException {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
        return Files.readString(file);
    }

    private static void tell(
            RunContext context, String where, List<Found> found, Predicate<Found> isThere)
            throws InterruptedException {
        String names =
                found.stream()
                        .filter(isThere)
                        .map(f -> f.thread.getName())
                        .collect(Collectors.joining(", "));
        context.event("finds " + where + ": " + (names.isEmpty() ? "none" : names));
        context.pause(Duration.ofSeconds(1));
    }

    private static Table table(List<Found> found) {
        List<List<Object>> rows = new ArrayList<>();
        for (Found f : found) {
            rows.add(List.of(f.thread.getName(), f.group, f.inGroup, f.amongStacks, f.inDump));
        }
        return new Table(
                List.of("thread", "its group", "listed there", "stack traces", "dump"), rows);
    }
}
