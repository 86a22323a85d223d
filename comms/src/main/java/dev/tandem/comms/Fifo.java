// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static dev.tandem.comms.Film.FRAMES;
import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.SYNC;

import dev.tandem.comms.Message.End;
import dev.tandem.comms.Message.Item;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Producers and consumers with a bounded first-in first-out queue between them, and what becomes of
 * the order. Look at which messages were overtaken, and at how often a queue was found full.
 *
 * <p>Seen in 100 runs of each on two processors that had other work too, with JDK 25 on x86-64:
 *
 * <pre>
 *               in-order  out-of-order
 * broken              0           100
 * single            100             0
 * partitioned       100             0
 * </pre>
 *
 * <pre>{@code tandem run comms.fifo --variant broken}</pre>
 */
final class Fifo implements Workload {

    private static final String LESSON =
            """
            A FIFO queue hands out messages in the order in which they were put. It cannot keep them
            in order afterwards: when two consumers take one each, the second may be done first.
            Order lasts as long as one consumer does the work, or as long as all messages whose
            order matters go to the same one, by a queue for each consumer. The queue is bounded: a
            producer that finds it full waits, which is how a slow consumer slows its producers down
            before memory runs out.
            """;

    private static final Parameter<Integer> PRODUCERS =
            integer("producers", 3, 1, 64, "how many threads put messages");
    private static final Parameter<Integer> CONSUMERS =
            integer("consumers", 3, 1, 64, "how many threads take messages; single has one");
    private static final Parameter<Integer> MESSAGES =
            integer("messages", 20, 1, 100_000, "how many messages each producer puts");
    private static final Parameter<Integer> CAPACITY =
            integer("capacity", 4, 1, 100_000, "how many messages a queue holds");
    private static final Parameter<Duration> WORK =
            duration(
                    "work",
                    Duration.ofMillis(2),
                    Duration.ofSeconds(10),
                    "the longest that a consumer works on a message; how long is random");

    private static final Label IN_ORDER =
            acceptable(
                    "in-order",
                    "each producer's messages were dealt with in the order it put them");
    private static final Label OUT_OF_ORDER =
            forbidden("out-of-order", "a message was overtaken by a later one of its producer");
    private static final Label NOT_ONCE =
            forbidden("not-delivered-once", "a message was lost or doubled")
                    .unseen("the queue gives each message to one consumer alone");

    private static final Variants<Layout> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "one queue, several consumers",
                            OUT_OF_ORDER,
                            context -> new Layout(context.get(CONSUMERS), 1)),
                    sound("single", "one queue, one consumer", () -> new Layout(1, 1)),
                    sound(
                            "partitioned",
                            "a queue for each consumer; a producer always puts into the same one",
                            context -> new Layout(context.get(CONSUMERS), context.get(CONSUMERS))));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("comms.fifo", "First in, first out", LESSON)
                    .with(PRODUCERS, CONSUMERS, MESSAGES, CAPACITY, WORK, FRAMES)
                    .with(WAYS)
                    .with(IN_ORDER, OUT_OF_ORDER, NOT_ONCE)
                    .teaches(BlockingQueue.class, ArrayBlockingQueue.class)
                    .notes("Queues: FIFO queues, full and empty ones")
                    .explorable(
                            SYNC,
                            PRODUCERS.at(1),
                            CONSUMERS.at(2),
                            MESSAGES.at(2),
                            CAPACITY.at(1),
                            WORK.at(Duration.ZERO),
                            FRAMES.at(0))
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Layout layout = context.make(WAYS);
        int producers = context.get(PRODUCERS);
        Traffic traffic = new Traffic(context, layout.queues());
        try (Crew consuming = Crew.named("consumer-");
                Crew producing = Crew.named("producer-")) {
            for (int i = 0; i < layout.consumers(); i++) {
                BlockingQueue<Message> queue = traffic.queue(i);
                RandomGenerator random = context.random(i);
                consuming.start(() -> traffic.consume(queue, random));
            }
            for (int i = 0; i < producers; i++) {
                int producer = i + 1;
                BlockingQueue<Message> queue = traffic.queue(i);
                producing.start(() -> traffic.produce(producer, queue));
            }
            producing.join();
            // Behind all that was put, one end for each consumer, who takes nothing after it.
            for (int i = 0; i < layout.consumers(); i++) {
                traffic.queue(i).put(new End());
            }
            consuming.join();
        }
        return traffic.observed(producers);
    }

    /** How many there are of each; consumers and producers share the queues in turn. */
    private record Layout(int consumers, int queues) {}

    /** The queues, what the threads do with them, and what can be seen of it. */
    private static final class Traffic {
        private final RunContext context;
        private final Film film;
        private final List<BlockingQueue<Message>> queues = new ArrayList<>();
        private final AtomicInteger foundFull = new AtomicInteger();
        private final AtomicInteger foundEmpty = new AtomicInteger();
        private final Queue<Item> dealtWith = new ConcurrentLinkedQueue<>();

        private Traffic(RunContext context, int partitions) {
            this.context = context;
            film = new Film(context);
            for (int i = 0; i < partitions; i++) {
                queues.add(new ArrayBlockingQueue<>(context.get(CAPACITY)));
            }
        }

        private BlockingQueue<Message> queue(int i) {
            return queues.get(i % queues.size());
        }

        // To put would be enough. To offer first shows when the queue is full.
        private void produce(int producer, BlockingQueue<Message> queue)
                throws InterruptedException {
            for (int number = 1; number <= context.get(MESSAGES); number++) {
                Item item = new Item(producer, number);
                if (!queue.offer(item)) {
                    foundFull.incrementAndGet();
                    context.event("finds the queue full and waits");
                    queue.put(item);
                }
                film.after("puts " + item, queue);
                context.event("has put " + item);
            }
        }

        private void consume(BlockingQueue<Message> queue, RandomGenerator random)
                throws InterruptedException {
            while (take(queue) instanceof Item item) {
                film.after("takes " + item, queue);
                context.event("has taken " + item);
                Thread.sleep(Duration.ofNanos(random.nextLong(context.get(WORK).toNanos() + 1)));
                dealtWith.add(item);
                context.event("has dealt with " + item);
            }
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
            boolean complete = dealtWith.size() == producers * context.get(MESSAGES);
            Label order = overtaken.isEmpty() ? IN_ORDER : OUT_OF_ORDER;
            return (complete ? order : NOT_ONCE)
                    .observed()
                    .with("messages", dealtWith.size())
                    .with("overtaken", overtaken.size())
                    .with("examples", overtaken.stream().limit(3).toList())
                    .with("foundFull", foundFull.get())
                    .with("foundEmpty", foundEmpty.get())
                    .with("queue", film.picture());
        }
    }
}
