// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;

/**
 * Some threads read and some write, and which of the two a thread does is to be told from outside:
 * all that can be seen there are its name and its group. Look at the kernel's column too, which is
 * what top and ps show: a name is cut off after 15 bytes, and that of a virtual thread is its
 * carrier's.
 *
 * <p>Seen in each of 100 runs: names and groups of one's own tell the task of every thread, names
 * that nobody gave tell it of none.
 *
 * <pre>{@code tandem run threads.names --variant unnamed}</pre>
 */
final class Names implements Workload {

    private static final String LESSON =
            """
            What a thread is for, a dump or a list says by its name alone. So name the threads: a
            builder numbers those that it makes, and its factory does so for a pool. A platform
            thread that nobody names is called Thread-7, a virtual one nothing at all. A thread
            group can tell it as well, of platform threads; nothing else is left of its uses.
            """;

    private static final List<String> TASKS = List.of("picture-reader", "picture-writer");

    private static final Parameter<Integer> THREADS =
            integer("threads", 2, 1, 100, "how many threads read, and how many write");

    private static final Label TOLD =
            acceptable("told", "the task of every thread could be told from outside");
    private static final Label UNKNOWN =
            forbidden("unknown", "there is a thread of which nobody can say what it is for");

    private static final Variants<Function<String, ThreadFactory>> FACTORIES =
            Variants.of(
                    sound(
                            "named",
                            "platform threads that a builder names and numbers",
                            () -> task -> Thread.ofPlatform().name(task + "-", 1).factory()),
                    sound(
                            "virtual",
                            "virtual threads, named and numbered in the same way",
                            () -> task -> Thread.ofVirtual().name(task + "-", 1).factory()),
                    sound(
                            "grouped",
                            "a thread group for each task, and no names",
                            () ->
                                    task ->
                                            Thread.ofPlatform()
                                                    .group(new ThreadGroup(task))
                                                    .factory()),
                    flawed(
                            "unnamed",
                            "platform threads that nobody names",
                            UNKNOWN,
                            () -> task -> Thread.ofPlatform().factory()),
                    flawed(
                            "unnamed-virtual",
                            "virtual threads that nobody names",
                            UNKNOWN,
                            () -> task -> Thread.ofVirtual().factory()));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.names", "What is this thread for", LESSON)
                    .with(THREADS)
                    .with(FACTORIES)
                    .with(TOLD, UNKNOWN)
                    .teaches(Thread.Builder.class, ThreadFactory.class, ThreadGroup.class)
                    .notes("Identifying threads: names, and groups for different tasks")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        Function<String, ThreadFactory> factories = context.make(FACTORIES);
        Queue<Worker> workers = new ConcurrentLinkedQueue<>();
        CountDownLatch begun = new CountDownLatch(2 * context.get(THREADS));
        CountDownLatch enough = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (String task : TASKS) {
            ThreadFactory factory = factories.apply(task);
            for (int i = 0; i < context.get(THREADS); i++) {
                threads.add(
                        factory.newThread(() -> {
                            workers.add(new Worker(Thread.currentThread(), nameInKernel()));
                            begun.countDown();
                            await(enough);
                        }));
            }
        }
        List<Seen> seen = new ArrayList<>();
        try {
            threads.forEach(Thread::start);
            begun.await();
            for (Worker worker : workers) {
                seen.add(see(worker));
                context.event("sees " + seen.getLast().inWords());
                context.pause(Duration.ofSeconds(1));
            }
        } finally {
            enough.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
        }
        long told = seen.stream().filter(s -> !s.task.isEmpty()).count();
        return (told == seen.size() ? TOLD : UNKNOWN)
                .observed()
                .with("told", told)
                .with("of", seen.size())
                .with("threads", table(seen));
    }

    /**
     * @param inKernel what the kernel calls the thread that runs it
     */
    private record Worker(Thread thread, String inKernel) {}

    private static String nameInKernel() {
        try {
            return Files.readString(Path.of("/proc/thread-self/comm")).strip();
        } catch (IOException e) {
            return "not known here";
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            // The run is cancelled: the thread ends, as it was told to.
            return;
        }
    }

    /** What can be seen of a thread from outside, and the task that can be told from it. */
    private record Seen(long id, String name, String group, String inKernel, String task) {

        private String inWords() {
            String who = "'" + name + "' in the group " + group + ": ";
            return who + (task.isEmpty() ? "what is it for?" : "a " + task);
        }
    }

    private static Seen see(Worker worker) {
        Thread thread = worker.thread;
        String name = thread.getName();
        String group = Look.group(thread).map(ThreadGroup::getName).orElse("none");
        String task = "";
        for (String known : TASKS) {
            if (name.startsWith(known) || group.equals(known)) {
                task = known;
            }
        }
        return new Seen(thread.threadId(), name, group, worker.inKernel, task);
    }

    private static Table table(List<Seen> seen) {
        List<List<Object>> rows =
                seen.stream()
                        .sorted(Comparator.comparingLong(Seen::id))
                        .map(s -> List.<Object>of(s.id, s.name, s.group, s.inKernel, s.task))
                        .toList();
        return new Table(List.of("id", "name", "group", "in the kernel", "so it is a"), rows);
    }
}
