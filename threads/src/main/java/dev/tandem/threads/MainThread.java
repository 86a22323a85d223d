// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.interesting;

import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Every program has a main thread. It is looked for among the threads of this program by its name,
 * while another thread has taken that name: look at how many are called main, and at the groups
 * that tell them apart. The one of the program waits here for the run to end, which tandem makes in
 * a thread of its own, and calls main too.
 *
 * <pre>{@code tandem run threads.main}</pre>
 */
final class MainThread implements Workload {

    private static final String LESSON =
            """
            The runtime starts one thread for the method main, and nothing else is special about
            it: it is a user thread, and may end long before the program does. Java has no call
            that gives it to others. It can be looked for among the threads of the topmost group
            and below, but any thread may be called main, and the numbers of threads promise
            nothing. What it has of its own is its group, the one called main right below the top.
            """;

    private static final Label FOUND =
            acceptable("found", "a thread called main was alive in the group main of the program");
    private static final Label GONE =
            interesting("gone", "no thread of the group main of the program is called main")
                    .unseen("the main thread of tandem waits for each run to end");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.main", "The main thread, and others of its name", LESSON)
                    .with(FOUND, GONE)
                    .teaches(Thread.class, ThreadGroup.class)
                    .notes("Main thread: a reference to it with threading.main_thread()")
                    .build();

    private static final String NAME = "main";
    private static final String THE_MAIN_THREAD = "the main thread of the program";

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        CountDownLatch enough = new CountDownLatch(1);
        List<Thread> found;
        List<List<Object>> rows;
        try (Crew crew = Crew.named("impostor-")) {
            Thread impostor = crew.start(enough::await);
            impostor.setName(NAME);
            context.event("has started a thread and called it " + NAME);
            found =
                    Look.in(topmost()).stream()
                            .filter(thread -> thread.getName().equals(NAME))
                            .sorted(Comparator.comparingLong(Thread::threadId))
                            .toList();
            rows = rows(found, impostor);
            enough.countDown();
            crew.join();
        }
        for (List<Object> row : rows) {
            context.event("finds number " + row.getFirst() + ", which is " + row.getLast());
            context.pause(Duration.ofSeconds(1));
        }
        boolean isThere = rows.stream().anyMatch(row -> row.getLast().equals(THE_MAIN_THREAD));
        return (isThere ? FOUND : GONE)
                .observed()
                .with("calledMain", found.size())
                .with("threads", new Table(List.of("id", "group", "state", "daemon", "who"), rows));
    }

    private static ThreadGroup topmost() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    private static List<List<Object>> rows(List<Thread> threads, Thread impostor) {
        List<List<Object>> rows = new ArrayList<>();
        for (Thread thread : threads) {
            rows.add(
                    List.of(
                            thread.threadId(),
                            Look.group(thread).map(ThreadGroup::getName).orElse("none"),
                            thread.getState().toString(),
                            thread.isDaemon(),
                            who(thread, impostor)));
        }
        return rows;
    }

    private static String who(Thread thread, Thread impostor) {
        if (thread == impostor) {
            return "the impostor";
        }
        if (thread == Thread.currentThread()) {
            return "the thread of this run";
        }
        return isMain(thread) ? THE_MAIN_THREAD : "another";
    }

    /** The group of the name main that has nothing above it but the topmost. */
    private static boolean isMain(Thread thread) {
        return Look.group(thread)
                .filter(group -> group.getName().equals(NAME))
                .map(ThreadGroup::getParent)
                .filter(parent -> parent.equals(topmost()))
                .isPresent();
    }
}
