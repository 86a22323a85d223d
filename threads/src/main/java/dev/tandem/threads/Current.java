// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Table;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Ten threads ask which thread they are. Look at what a virtual thread says of itself while it
 * runs: behind the sign @ stands the platform thread that carries it.
 *
 * <p>The trap is to ask too early, in the constructor of the task or in a field of it: the answer
 * is then the thread that makes the task, for all of them. It was so in each of 100 runs.
 *
 * <pre>{@code tandem run threads.current --variant virtual}</pre>
 */
final class Current implements Workload {

    private static final String LESSON =
            """
            Thread.currentThread() is the thread that executes the call, whatever object the call
            stands in: the same line has another answer in each thread that comes along. In a
            virtual thread it is that thread, and never its carrier, which can be another one after
            every wait. Only the identifier tells threads apart for certain; names need not differ.
            """;

    private static final Parameter<Integer> THREADS =
            integer("threads", 10, 1, 1_000, "how many threads ask");

    private static final Label EACH_ITSELF =
            acceptable("each-itself", "the answer in each thread was that thread");
    private static final Label THE_MAKER =
            forbidden("the-maker", "the answer was the thread that had made the task");

    private static final Variants<Way> WAYS =
            Variants.of(
                    sound(
                            "platform",
                            "each platform thread asks while it runs",
                            () -> new Way(Crew.named("thread-"), () -> Thread::currentThread)),
                    sound(
                            "virtual",
                            "each virtual thread asks while it runs",
                            () -> new Way(Crew.virtual("thread-"), () -> Thread::currentThread)),
                    flawed(
                            "too-early",
                            "each task has asked when it was made",
                            THE_MAKER,
                            () -> new Way(Crew.named("thread-"), Current::tooEarly)));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.current", "Which thread is this", LESSON)
                    .with(THREADS)
                    .with(WAYS)
                    .with(EACH_ITSELF, THE_MAKER)
                    .teaches(Thread.class)
                    .notes("Getting the current thread: ten threads print themselves")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Way way = context.make(WAYS);
        Queue<Answer> answers = new ConcurrentLinkedQueue<>();
        List<Thread> threads;
        try (Crew crew = way.crew) {
            for (int i = 0; i < context.get(THREADS); i++) {
                Supplier<Thread> task = way.tasks.get();
                crew.start(() -> {
                    Thread current = task.get();
                    context.event("gets " + current);
                    answers.add(new Answer(Thread.currentThread(), current, current.toString()));
                });
                context.pause(Duration.ofMillis(500));
            }
            crew.join();
            threads = crew.threads();
        }
        boolean itself = answers.stream().allMatch(answer -> answer.current == answer.thread);
        boolean each = answers.stream().map(Answer::thread).toList().containsAll(threads);
        return (itself && each ? EACH_ITSELF : THE_MAKER)
                .observed()
                .with("differentAnswers", answers.stream().map(Answer::current).distinct().count())
                .with("answers", table(answers));
    }

    /**
     * @param tasks makes the tasks, each of which says which thread is the current one
     */
    private record Way(Crew crew, Supplier<Supplier<Thread>> tasks) {}

    private static Supplier<Thread> tooEarly() {
        Thread current = Thread.currentThread();
        return () -> current;
    }

    /**
     * @param thread the one that was started for the task
     * @param current the one that the task has named
     * @param text what that said of itself then
     */
    private record Answer(Thread thread, Thread current, String text) {}

    private static Table table(Collection<Answer> answers) {
        List<List<Object>> rows =
                answers.stream()
                        .sorted(Comparator.comparingLong(answer -> answer.thread.threadId()))
                        .map(answer ->
                                List.<Object>of(
                                        answer.thread.getName(),
                                        answer.current.getName(),
                                        answer.current.threadId(),
                                        answer.text))
                        .toList();
        return new Table(List.of("in", "current thread", "id", "toString()"), rows);
    }
}
