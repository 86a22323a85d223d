package dev.tandem.comms;

import dev.tandem.comms.Message.End;
import dev.tandem.comms.Message.Item;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.WorkloadSpec.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Producers and consumers with a bounded first-in first-out queue between them, and what becomes of
 * the order.
 */
final class Fifo implements Workload {

    private static final Parameter<Integer> PRODUCERS =
            Parameter.integer("producers", 3, 1, 64, "how many threads put messages");
    private static final Parameter<Integer> CONSUMERS =
            Parameter.integer(
                    "consumers", 3, 1, 64, "how many threads take messages; single has one");
    private static final Parameter<Integer> MESSAGES =
            Parameter.integer("messages", 20, 1, 100_000, "how many messages each producer puts");
    private static final Parameter<Integer> CAPACITY =
            Parameter.integer("capacity", 4, 1, 100_000, "how many messages a queue holds");
    private static final Parameter<Duration> WORK =
            Parameter.duration(
                    "work",
                    Duration.ofMillis(2),
                    Duration.ofSeconds(10),
                    "the longest that a consumer works on a message; how long is random");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("comms.fifo")
                    .title("First in, first out")
                    .lesson(
                            """
                            A FIFO queue hands out messages in the order in which they were put. It
                            cannot keep them in order afterwards: when two consumers take one each,
                            the second may be done first. Order lasts as long as one consumer does
                            the work, or as long as all messages whose order matters go to the same
                            one, by a queue for each consumer. The queue is bounded: a producer that
                            finds it full waits, which is how a slow consumer slows its producers
                            down before memory runs out.
                            """)
                    .parameters(PRODUCERS, CONSUMERS, MESSAGES, CAPACITY, WORK)
                    .flawed("broken", "one queue, several consumers", "out-of-order")
                    .variant("single", "one queue, one consumer")
                    .variant(
                            "partitioned",
                            "a queue for each consumer; a producer always puts into the same one")
                    .acceptable(
                            "in-order",
                            "each producer's messages were dealt with in the order it put them")
                    .forbidden(
                            "out-of-order",
                            "a message was overtaken by a later one of the same producer")
                    .explorable(
                            Level.SYNC,
                            "producers",
                            "1",
                            "consumers",
                            "2",
                            "messages",
                            "2",
                            "capacity",
                            "1",
                            "work",
                            "0s")
                    .bounded(
                            "partitioned",
                            "two queues and two consumers are independent of each other in too many orders")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        int producers = context.get(PRODUCERS);
        int consumers = context.isVariant("single") ? 1 : context.get(CONSUMERS);
        int partitions = context.isVariant("partitioned") ? consumers : 1;
        Traffic traffic = new Traffic(context, partitions);

        try (ExecutorService producing = newExecutor("producer-");
                ExecutorService consuming = newExecutor("consumer-")) {
            try {
                List<Future<?>> consumed = new ArrayList<>();
                for (int i = 0; i < consumers; i++) {
                    BlockingQueue<Message> queue = traffic.queue(i);
                    RandomGenerator random = context.random(i);
                    consumed.add(consuming.submit(() -> traffic.consume(queue, random)));
                }
                List<Future<?>> produced = new ArrayList<>();
                for (int i = 0; i < producers; i++) {
                    int producer = i + 1;
                    BlockingQueue<Message> queue = traffic.queue(i);
                    produced.add(producing.submit(() -> traffic.produce(producer, queue)));
                }
                for (Future<?> producer : produced) {
                    producer.get();
                }
                // Behind all that was put, one end for each consumer, who takes nothing after it.
                for (int i = 0; i < consumers; i++) {
                    traffic.queue(i).put(new End());
                }
                for (Future<?> consumer : consumed) {
                    consumer.get();
                }
            } finally {
                producing.shutdownNow();
                consuming.shutdownNow();
            }
        }
        return traffic.observed(producers);
    }

    private static ExecutorService newExecutor(String prefix) {
        return Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name(prefix, 1).factory());
    }

    /** The queues, what the threads do with them, and what can be seen of it. */
    private static final class Traffic {
        private final RunContext context;
        private final List<BlockingQueue<Message>> queues = new ArrayList<>();
        private final AtomicInteger foundFull = new AtomicInteger();
        private final AtomicInteger foundEmpty = new AtomicInteger();
        private final Queue<Item> dealtWith = new ConcurrentLinkedQueue<>();

        private Traffic(RunContext context, int partitions) {
            this.context = context;
            for (int i = 0; i < partitions; i++) {
                queues.add(new ArrayBlockingQueue<>(context.get(CAPACITY)));
            }
        }

        private BlockingQueue<Message> queue(int i) {
            return queues.get(i % queues.size());
        }

        // To put would be enough. To offer first shows when the queue is full.
        private Void produce(int producer, BlockingQueue<Message> queue)
                throws InterruptedException {
            for (int number = 1; number <= context.get(MESSAGES); number++) {
                Item item = new Item(producer, number);
                if (!queue.offer(item)) {
                    foundFull.incrementAndGet();
                    context.event("finds the queue full and waits");
                    queue.put(item);
                }
                context.event("has put " + item);
            }
            return null;
        }

        private Void consume(BlockingQueue<Message> queue, RandomGenerator random)
                throws InterruptedException {
            while (take(queue) instanceof Item item) {
                context.event("has taken " + item);
                Thread.sleep(Duration.ofNanos(random.nextLong(context.get(WORK).toNanos() + 1)));
                dealtWith.add(item);
                context.event("has dealt with " + item);
            }
            return null;
        }

        private Message take(BlockingQueue<Message> queue) throws InterruptedException {
            @Nullable Message message = queue.poll();
            if (message == null) {
                foundEmpty.incrementAndGet();
                context.event("finds the queue empty and waits");
                message = queue.take();
            }
            return message;
        }

        /**
         * Compares the number of each message with those of the same producer that were dealt with
         * before.
         */
        private Outcome observed(int producers) {
            int[] highest = new int[producers + 1];
            List<String> overtaken = new ArrayList<>();
            for (Item item : dealtWith) {
                if (item.number() < highest[item.producer()]) {
                    overtaken.add(
                            item + " after " + item.producer() + "/" + highest[item.producer()]);
                }
                highest[item.producer()] = Math.max(item.number(), highest[item.producer()]);
            }
            // A queue that lost or doubled messages would be an outcome that no expectation names.
            boolean complete = dealtWith.size() == producers * context.get(MESSAGES);
            String order = overtaken.isEmpty() ? "in-order" : "out-of-order";
            return Outcome.observed(complete ? order : "not-delivered-once")
                    .with("messages", dealtWith.size())
                    .with("overtaken", overtaken.size())
                    .with("examples", overtaken.stream().limit(3).toList())
                    .with("foundFull", foundFull.get())
                    .with("foundEmpty", foundEmpty.get());
        }
    }
}
