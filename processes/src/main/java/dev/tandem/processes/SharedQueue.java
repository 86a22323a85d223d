package dev.tandem.processes;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A queue between processes. Nothing is shared, so somebody must have the queue: the parent, with a
 * thread for each pipe that puts what a producer sends, or takes what a consumer asks for.
 */
final class SharedQueue implements Workload, WorkerBody {

    private static final Parameter<Integer> PRODUCERS =
            Parameter.integer("producers", 2, 1, 20, "how many processes produce");

    private static final Parameter<Integer> CONSUMERS =
            Parameter.integer("consumers", 2, 1, 20, "how many processes consume");

    private static final Parameter<Integer> ITEMS =
            Parameter.integer("items", 100, 1, 100_000, "how many items each producer makes");

    private static final Parameter<Integer> CAPACITY =
            Parameter.integer("capacity", 10, 1, 10_000, "the queue's places");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.queue")
                    .title("A queue between processes")
                    .lesson(
                            """
                            Producers put, consumers take, and neither knows how many of the others there are. The queue itself lives \
                            in one process; the others reach it by messages. Its places are few, so that producers who are ahead \
                            wait. Each item goes to one consumer, and the items of one producer leave in the order in which it made \
                            them.\
                            """)
                    .parameters(PRODUCERS, CONSUMERS, ITEMS, CAPACITY)
                    .acceptable(
                            "each-once",
                            "every item was consumed once, those of one producer in their order")
                    .forbidden("lost", "an item was never consumed")
                    .forbidden("doubled", "an item was consumed twice")
                    .forbidden(
                            "disordered",
                            "a consumer got the items of a producer out of their order")
                    .build();

    /** Tells a consumer that no more will come. */
    private static final String END = "";

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, ExecutionException {
        int consumers = context.get(CONSUMERS);
        BlockingQueue<String> queue = new ArrayBlockingQueue<>(context.get(CAPACITY));
        List<List<String>> consumed = new ArrayList<>();
        try (var threads = Executors.newCachedThreadPool()) {
            List<Future<Void>> producing = new ArrayList<>();
            List<Future<List<String>>> consuming = new ArrayList<>();
            try {
                for (int i = 0; i < context.get(PRODUCERS); i++) {
                    int producer = i;
                    producing.add(threads.submit(() -> produce(context, queue, producer)));
                }
                for (int i = 0; i < consumers; i++) {
                    consuming.add(threads.submit(() -> consume(context, queue)));
                }
                for (Future<Void> producer : producing) {
                    producer.get();
                }
                for (int i = 0; i < consumers; i++) {
                    queue.put(END);
                }
                for (Future<List<String>> consumer : consuming) {
                    consumed.add(consumer.get());
                }
            } finally {
                threads.shutdownNow();
            }
        }
        context.event("consumed: " + consumed.stream().map(List::size).toList());
        return judge(context.get(PRODUCERS) * context.get(ITEMS), consumed);
    }

    private static Void produce(RunContext context, BlockingQueue<String> queue, int number)
            throws InterruptedException {
        var request = WorkerRequest.of(SPEC.id(), "producer", number + " " + context.get(ITEMS));
        try (Worker producer = context.workers().start(request)) {
            context.event("PID " + producer.pid() + " produces");
            for (Optional<String> item = producer.receiveText();
                    item.isPresent();
                    item = producer.receiveText()) {
                queue.put(item.get());
            }
        }
        return null;
    }

    private static List<String> consume(RunContext context, BlockingQueue<String> queue)
            throws InterruptedException {
        List<String> consumed = new ArrayList<>();
        try (Worker consumer =
                context.workers().start(WorkerRequest.of(SPEC.id(), "consumer", ""))) {
            context.event("PID " + consumer.pid() + " consumes");
            for (String item = queue.take(); !item.equals(END); item = queue.take()) {
                consumer.send(item);
                consumed.add(consumer.receiveText().orElseThrow());
            }
        }
        return consumed;
    }

    private static Outcome judge(int made, List<List<String>> consumed) {
        List<String> all = consumed.stream().flatMap(List::stream).toList();
        int distinct = new HashSet<>(all).size();
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("made", made);
        evidence.put("consumed", all.size());
        evidence.put("distinct", distinct);
        evidence.put("byConsumer", consumed.stream().map(List::size).toList());
        String label;
        if (distinct < made) {
            label = "lost";
        } else if (all.size() > distinct) {
            label = "doubled";
        } else {
            label = consumed.stream().allMatch(SharedQueue::isInOrder) ? "each-once" : "disordered";
        }
        return new Outcome.Observed(label, evidence);
    }

    /** Whether the items of each producer, which are its number and theirs, come in their order. */
    private static boolean isInOrder(List<String> items) {
        Map<String, Integer> last = new LinkedHashMap<>();
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

    /** Either side of the queue. */
    @Override
    public void work(WorkerContext context) throws InterruptedException {
        if (context.arguments().getFirst().equals("producer")) {
            String[] numbers = context.arguments().get(1).split(" ", 2);
            for (int item = 0; item < Integer.parseInt(numbers[1]); item++) {
                context.send(numbers[0] + " " + item);
            }
        } else {
            for (Optional<String> item = context.receiveText();
                    item.isPresent();
                    item = context.receiveText()) {
                context.send(item.get());
            }
        }
    }
}
