// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Programs whose threads meet in something that is neither a lock nor a volatile field. */
public final class Sharing {

    private Sharing() {}

    /** The thread may have ended before anybody asks. */
    public static String isAlive() throws InterruptedException {
        Thread thread = new Thread(() -> {});
        thread.start();
        String seen = thread.isAlive() + " ";
        thread.join();
        return seen + thread.isAlive();
    }

    public static String getState() throws InterruptedException {
        Object lock = new Object();
        Thread thread =
                new Thread(() -> {
                    synchronized (lock) {
                        lock.notifyAll();
                    }
                });
        Thread.State seen;
        synchronized (lock) {
            thread.start();
            seen = thread.getState();
        }
        thread.join();
        return seen.toString();
    }

    /** Whether a thread waits for a monitor depends on a third one, which has it meanwhile. */
    public static String getStateOfAnother() throws InterruptedException {
        Object lock = new Object();
        String[] seen = new String[1];
        Thread main = Thread.currentThread();
        Thread owner =
                new Thread(() -> {
                    synchronized (lock) {
                        lock.notifyAll();
                    }
                });
        Thread observer = new Thread(() -> seen[0] = main.getState().toString());
        owner.start();
        observer.start();
        synchronized (lock) {
            lock.notifyAll();
        }
        owner.join();
        observer.join();
        return seen[0];
    }

    public static String isInterrupted() throws InterruptedException {
        Thread main = Thread.currentThread();
        Thread thread = new Thread(main::interrupt);
        thread.start();
        boolean first = main.isInterrupted();
        boolean second = Thread.interrupted();
        while (thread.isAlive()) {
            Thread.onSpinWait();
        }
        return first + " " + second + " " + Thread.interrupted();
    }

    /** Whoever asks a lock, and not the thread, whether it has been interrupted. */
    public static String interruptedInside() {
        Thread main = Thread.currentThread();
        Thread thread = new Thread(main::interrupt);
        thread.start();
        try {
            new Semaphore(1).acquire();
            return "acquired";
        } catch (InterruptedException e) {
            return "interrupted";
        }
    }

    /** A buffer lets one thread in at a time, and then another. */
    public static String buffer() throws InterruptedException {
        StringBuffer buffer = new StringBuffer();
        Thread thread =
                new Thread(() -> {
                    buffer.append('a');
                    buffer.append('b');
                });
        thread.start();
        buffer.append('x');
        String seen = "" + buffer;
        thread.join();
        return seen;
    }

    /** Whose numbers come first. */
    public static String random() throws InterruptedException {
        Random random = new Random(1);
        int first = new Random(1).nextInt(1000);
        int[] seen = new int[1];
        Thread thread = new Thread(() -> seen[0] = random.nextInt(1000));
        thread.start();
        int mine = random.nextInt(1000);
        thread.join();
        return mine == first ? "mine" : seen[0] == first ? "theirs" : "nobody's";
    }

    private static final class Node {
        private volatile int value;
    }

    private static final VarHandle VALUE = handle();

    private static VarHandle handle() {
        try {
            return MethodHandles.lookup().findVarHandle(Node.class, "value", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** One by the handle that another class has, one by name. */
    public static String byHandleAndByName() throws InterruptedException {
        Node node = new Node();
        Thread thread = new Thread(() -> VALUE.getAndAdd(node, 1));
        thread.start();
        node.value = 5;
        thread.join();
        return "" + node.value;
    }

    /**
     * Whoever is told that the lock is free, and woken before it has taken notice of that, has
     * nothing left to be woken with.
     */
    public static String wakesTwice() throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        Thread thread =
                new Thread(() -> {
                    lock.lock();
                    lock.unlock();
                    LockSupport.park();
                });
        lock.lock();
        thread.start();
        lock.unlock();
        LockSupport.unpark(thread);
        thread.join();
        return "done";
    }

    /** What is printed goes through one writer to another, which somebody looks at. */
    public static String printed() throws InterruptedException {
        StringWriter text = new StringWriter();
        PrintWriter printer = new PrintWriter(text);
        Thread thread =
                new Thread(() -> {
                    printer.print('a');
                    printer.print('b');
                });
        thread.start();
        String seen = text.toString();
        thread.join();
        return seen.isEmpty() ? "nothing" : seen;
    }

    /** An array is written to by way of a buffer around it. */
    public static String wrapped() throws InterruptedException {
        byte[] bytes = new byte[2];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Thread thread = new Thread(() -> buffer.put((byte) 7));
        thread.start();
        String seen = "" + bytes[0];
        thread.join();
        return seen;
    }

    private static volatile int first;
    private static volatile int second;

    /** What somebody else has done meanwhile may or may not be seen after a loop that waits. */
    public static String afterALoop() throws InterruptedException {
        Thread one = new Thread(() -> first = 1);
        Thread other = new Thread(() -> second = 1);
        one.start();
        other.start();
        while (first == 0) {}
        String seen = "" + second;
        other.join();
        return seen;
    }

    /** Either of two ends the loop. */
    public static String eitherOfTwo() throws InterruptedException {
        Thread one = new Thread(() -> first = 1);
        Thread other = new Thread(() -> second = 1);
        one.start();
        other.start();
        while (first == 0 && second == 0) {}
        String seen = first + " " + second;
        one.join();
        other.join();
        return seen;
    }

    /** Each round may see something else, although nothing is written in one. */
    public static String threeRounds() throws InterruptedException {
        Thread thread = new Thread(() -> first = 1);
        thread.start();
        int seen = 0;
        for (int i = 0; i < 3; i++) {
            seen += first;
        }
        thread.join();
        return "" + seen;
    }

    private static boolean descend(int depth) {
        return depth == 0 || (first == 0 && descend(depth - 1));
    }

    /** A call goes on in a loop that its caller is in as well. */
    public static String recursive() throws InterruptedException {
        Thread thread = new Thread(() -> first = 1);
        thread.start();
        boolean seen = descend(3);
        thread.join();
        return "" + seen;
    }
}
