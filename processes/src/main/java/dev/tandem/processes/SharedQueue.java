// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;

import dev.tandem.spi.Count;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.TandemException.WorkerFailed;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A queue between processes. Nothing is shared, so somebody must have the queue: the parent, with a
 * thread for each pipe that puts what a producer sends, or takes what a consumer asks for. When a
 * process dies, its thread fails, and the others end with it: a producer would otherwise wait for
 * ever for a place that nobody makes.
 *
 * <pre>{@code tandem run processes.queue -p capacity=1}</pre>
 */
final class SharedQueue implements Workload, WorkerBody {

    private static final String LESSON =
            """
            Producers put, consumers take, and neither knows how many of the others there are. The
            queue itself lives in one process; the others reach it by messages. Its places are few,
            so that producers who are ahead wait. Each item goes to one consumer, and the items of
            one producer leave in the order in which it made them.
            """;

    private static final Parameter<Integer> PRODUCERS =
            integer("producers", 2, 1, 20, "how many processes produce");
    private static final Parameter<Integer> CONSUMERS =
            integer("consumers", 2, 1, 20, "how many processes consume");
    private static final Parameter<Integer> ITEMS =
            integer("items", 100, 1, 100_000, "how many items each producer makes");
    private static final Parameter<Integer> CAPACITY =
            integer("capacity", 10, 1, 10_000, "the queue's places");

    private static final Label EACH_ONCE =
            acceptable("each-once", "every item was consumed once, those of one producer in order");
    private static final Label LOST =
            forbidden("lost", "an item was never consumed")
                    .unseen("consumers end when all that was put before their end is taken");
    private static final Label DOUBLED =
            forbidden("doubled", "an item was consumed twice")
                    .unseen("each item is taken by one thread, and sent to its consumer alone");
    private static final Label DISORDERED =
            forbidden("disordered", "a consumer got the items of a producer out of their order")
                    .unseen("pipes and queue keep the order of what goes through them");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.queue", "A queue between processes", LESSON)
                    .with(PRODUCERS, CONSUMERS, ITEMS, CAPACITY)
                    .with(EACH_ONCE, LOST, DOUBLED, DISORDERED)
                    .teaches(BlockingQueue.class, ArrayBlockingQueue.class)
                    .build();

    /** Tells a consumer that no more will come. */
    private static final String END = "";

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, ExecutionException {
        int producers = context.get(PRODUCERS);
        int consumers = context.get(CONSUMERS);
        BlockingQueue<String> queue = new ArrayBlockingQueue<>(context.get(CAPACITY));
        var producing = new AtomicInteger(producers);
        List<List<String>> consumed = new ArrayList<>();
        try (Crew crew = Crew.named("queue-")) {
            for (int i = 0; i < consumers; i++) {
                List<String> taken = new ArrayList<>();
                consumed.add(taken);
                crew.start("consumer-" + i, () -> consume(context, queue, taken));
            }
            for (int i = 0; i < producers; i++) {
                int producer = i;
                crew.start(
                        "producer-" + i,
                        () -> {
                            produce(context, queue, producer);
                            if (producing.decrementAndGet() == 0) {
                                end(queue, consumers);
                            }
                        });
            }
            crew.join();
        }
        context.event(
                "consumed by each: "
                        + consumed.stream()
                                .map(each -> Count.of(each.size()))
                                .collect(Collectors.joining(", ")));
        return judge(producers * context.get(ITEMS), consumed);
    }

    private static void produce(RunContext context, BlockingQueue<String> queue, int number)
            throws InterruptedException {
        var request = WorkerRequest.of(SPEC.id(), "producer", number + " " + context.get(ITEMS));
        try (Worker producer = context.workers().start(request)) {
            context.event("PID " + producer.pid() + " produces");
            Messages.each(producer::receiveText, queue::put);
        }
    }

    private static void consume(RunContext context, BlockingQueue<String> queue, List<String> taken)
            throws InterruptedException {
        var request = WorkerRequest.of(SPEC.id(), "consumer", "");
        try (Worker consumer = context.workers().start(request)) {
            context.event("PID " + consumer.pid() + " consumes");
            for (String item = queue.take(); !item.equals(END); item = queue.take()) {
                consumer.send(item);
                taken.add(
                        consumer.receiveText()
                                .orElseThrow(() -> new WorkerFailed("a consumer has left")));
            }
        }
    }

    private static void end(BlockingQueue<String> queue, int consumers)
            throws InterruptedException {
        for (int i = 0; i < consumers; i++) {
            queue.put(END);
        }
    }

    /** Either side of the queue. */
    @Override
    public void work(WorkerContext context) throws InterruptedException {
        if (context.arguments().getFirst().equals("producer")) {
            String[] numbers = context.arguments().get(1).split(" ", 2);
            for (int item = 0; item < Integer.parseInt(numbers[1]); item++) {
                context.send(numbers[0] + " " + item);
            }
        } else {
            Messages.each(context::receiveText, context::send);
        }
    }

    private static Outcome judge(int made, List<List<String>> consumed) {
        List<String> all = consumed.stream().flatMap(List::stream).toList();
        int distinct = new HashSet<>(all).size();
        return label(made, all.size(), distinct, consumed)
                .observed()
                .with("made", made)
                .with("consumed", all.size())
                .with("distinct", distinct)
                .with("byConsumer", consumed.stream().map(List::size).toList());
    }

    private static Label label(int made, int all, int distinct, List<List<String>> consumed) {
        if (distinct < made) {
            return LOST;
        }
        if (all > distinct) {
            return DOUBLED;
        }
        return consumed.stream().allMatch(SharedQueue::isInOrder) ? EACH_ONCE : DISORDERED;
    }

    /** Whether the items of each producer, which are its number and theirs, come in their order. */
    private static boolean isInOrder(List<String> items) {
        Map<String, Integer> last = new HashMap<>();
        for (String item : items) {
            String[] numbers = item.split(" ", 2);
            int number = Integer.parseInt(numbers[1]);
            Integer before = last.put(numbers[0], number);
            if (before != null && before >= number) {
                return false;
            }
        }
        return true;
    }
}
