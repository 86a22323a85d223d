// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.libraries;

import static dev.tandem.explore.samples.libraries.Together.two;

import java.util.Queue;
import org.jctools.queues.MpmcArrayQueue;
import org.jctools.queues.MpscArrayQueue;
import org.jctools.queues.MpscLinkedQueue;
import org.jctools.queues.SpscArrayQueue;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jctools.queues.atomic.SpscLinkedAtomicQueue;

/**
 * The queues of JCTools, which use {@code Unsafe}, and one that does not. What is used rightly
 * returns 2, whatever the schedule.
 */
public final class JctoolsUses {

    private JctoolsUses() {}

    private static int throughOneToOne(Queue<Integer> queue) throws InterruptedException {
        Thread producer =
                new Thread(
                        () -> {
                            queue.offer(1);
                            queue.offer(1);
                        },
                        "producer");
        producer.start();
        Integer first = queue.poll();
        producer.join();
        int sum = first == null ? 0 : first;
        for (Integer next = queue.poll(); next != null; next = queue.poll()) {
            sum += next;
        }
        return sum;
    }

    public static int spsc() throws InterruptedException {
        return throughOneToOne(new SpscArrayQueue<>(4));
    }

    public static int linked() throws InterruptedException {
        return throughOneToOne(new SpscLinkedAtomicQueue<>());
    }

    /** Who takes waits for a producer that has its place in the queue and is not done yet. */
    public static int mpscLinked() throws InterruptedException {
        Queue<Integer> queue = new MpscLinkedQueue<>();
        Thread one = new Thread(() -> queue.offer(1), "one");
        Thread other = new Thread(() -> queue.offer(1), "other");
        one.start();
        other.start();
        int sum = 0;
        while (sum < 2) {
            Integer next = queue.poll();
            if (next != null) {
                sum += next;
            }
        }
        return sum;
    }

    public static int mpsc() throws InterruptedException {
        return fromTwo(new MpscArrayQueue<>(4));
    }

    public static int atomic() throws InterruptedException {
        return fromTwo(new MpscAtomicArrayQueue<>(4));
    }

    private static int fromTwo(Queue<Integer> queue) throws InterruptedException {
        two(() -> queue.offer(1), () -> queue.offer(1));
        return queue.poll() + queue.poll();
    }

    public static int mpmc() throws InterruptedException {
        Queue<Integer> queue = new MpmcArrayQueue<>(4);
        queue.offer(1);
        two(() -> queue.offer(1), queue::poll);
        return 1 + queue.size();
    }

    /** A queue for one producer has two. */
    public static int twoProducers() throws InterruptedException {
        Queue<Integer> queue = new SpscArrayQueue<>(4);
        two(() -> queue.offer(1), () -> queue.offer(1));
        return queue.size();
    }
}
