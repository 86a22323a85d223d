// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import static dev.tandem.explore.samples.Together.two;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.locks.StampedLock;

/** Programs with a data race next to something harmless. */
public final class Racing {

    private static final VarHandle FLAG = handle("flag");
    private static final VarHandle STATE = handle("state");
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final AtomicIntegerFieldUpdater<Record> UPDATER =
            AtomicIntegerFieldUpdater.newUpdater(Record.class, "state");

    private Racing() {}

    /** Fields of which handles are known, and one of which none is. */
    private static final class Record {
        private int plain;
        private int flag;
        private volatile int state;
        private int seen;
    }

    private static VarHandle handle(String field) {
        try {
            return MethodHandles.lookup().findVarHandle(Record.class, field, int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    public static void firstElement() throws InterruptedException {
        int[] data = new int[2];
        two(() -> data[0] = 1, () -> data[0] = 2);
    }

    /** To touch the first element orders nothing. */
    public static void behindTheFirstElement() throws InterruptedException {
        Record record = new Record();
        int[] data = new int[1];
        two(
                () -> {
                    record.plain = 1;
                    data[0] = 1;
                },
                () -> record.seen = data[0] + record.plain);
    }

    public static void besideAnUpdater() throws InterruptedException {
        Record record = new Record();
        two(() -> record.plain = 1, () -> record.plain = 2);
        UPDATER.incrementAndGet(record);
    }

    public static void besideAHandle() throws InterruptedException {
        Record record = new Record();
        two(
                () -> {
                    record.plain++;
                    STATE.compareAndSet(record, 0, 1);
                },
                () -> record.plain++);
    }

    /** A handle in plain mode is no better than the name of the field. */
    public static void plainHandle() throws InterruptedException {
        Record record = new Record();
        two(() -> FLAG.set(record, 1), () -> record.flag = 2);
    }

    public static void plainModeOfAnAtomic() throws InterruptedException {
        AtomicInteger flag = new AtomicInteger();
        two(() -> flag.setPlain(1), () -> flag.setPlain(2));
    }

    public static void plainModeOfAVolatileField() throws InterruptedException {
        Record record = new Record();
        two(() -> STATE.set(record, 1), () -> record.state = 2);
    }

    /** What is opaque is no race itself, and publishes nothing. */
    public static void publishedOpaquely() throws InterruptedException {
        Record record = new Record();
        two(
                () -> {
                    record.plain = 1;
                    FLAG.setOpaque(record, 1);
                },
                () -> record.seen = (int) FLAG.getOpaque(record) == 1 ? record.plain : 0);
    }

    public static void releasedAndNotAcquired() throws InterruptedException {
        Record record = new Record();
        AtomicInteger flag = new AtomicInteger();
        two(
                () -> {
                    record.plain = 1;
                    flag.setRelease(1);
                },
                () -> record.seen = flag.getOpaque() == 1 ? record.plain : 0);
    }

    public static void acquiredAndNotReleased() throws InterruptedException {
        Record record = new Record();
        AtomicIntegerArray flags = new AtomicIntegerArray(1);
        two(
                () -> {
                    record.plain = 1;
                    flags.setOpaque(0, 1);
                },
                () -> record.seen = flags.getAcquire(0) == 1 ? record.plain : 0);
    }

    /** Whoever acquires a value gets nothing of those before it. */
    public static void releasedAndOverwritten() throws InterruptedException {
        Record record = new Record();
        two(
                () -> {
                    record.plain = 1;
                    FLAG.setRelease(record, 1);
                    FLAG.setOpaque(record, 2);
                },
                () -> record.seen = (int) FLAG.getAcquire(record) == 2 ? record.plain : 0);
    }

    /** An attempt that fails writes nothing. */
    public static void publishedByAFailure() throws InterruptedException {
        Record record = new Record();
        AtomicInteger flag = new AtomicInteger();
        two(
                () -> {
                    record.plain = 1;
                    flag.compareAndSet(5, 6);
                },
                () -> record.seen = flag.get() + record.plain);
    }

    /** Only the writer has a fence. */
    public static void fencedOnOneSide() throws InterruptedException {
        Record record = new Record();
        two(
                () -> {
                    record.plain = 1;
                    VarHandle.releaseFence();
                    FLAG.setOpaque(record, 1);
                },
                () -> record.seen = (int) FLAG.getOpaque(record) == 1 ? record.plain : 0);
    }

    /** One writes two bytes, the other reads the second of them. */
    public static void overlappingBytes() throws InterruptedException {
        byte[] bytes = new byte[4];
        Record record = new Record();
        two(() -> SHORTS.set(bytes, 0, (short) 7), () -> record.seen = bytes[1]);
    }

    /** Whoever finds the record in the array need not find what is in it. */
    public static void publishedInAnElement() throws InterruptedException {
        Record[] slots = new Record[4];
        two(
                () -> {
                    Record made = new Record();
                    made.plain = 7;
                    slots[0] = made;
                },
                () -> {
                    Record found = slots[0];
                    if (found != null) {
                        found.seen = found.plain;
                    }
                });
    }

    private static Record instance;

    private static Record instance() {
        if (instance == null) {
            synchronized (Racing.class) {
                if (instance == null) {
                    instance = new Record();
                }
            }
        }
        return instance;
    }

    /** The first look is taken without the lock. */
    public static void lookedAtTwice() throws InterruptedException {
        Runnable look = () -> instance().seen = 1;
        two(look, look);
    }

    /** A stack that is right, with a number of its elements that is not. */
    private static final class Stack {
        private static final AtomicReferenceFieldUpdater<Stack, Link> TOP =
                AtomicReferenceFieldUpdater.newUpdater(Stack.class, Link.class, "top");

        private volatile Link top;
        private int size;

        private record Link(Link below) {}

        private void push() {
            Link below = top;
            while (!TOP.compareAndSet(this, below, new Link(below))) {
                below = top;
            }
            size++;
        }
    }

    public static void countedBesideAStack() throws InterruptedException {
        Stack stack = new Stack();
        two(stack::push, stack::push);
    }

    private static boolean stopped;

    public static void spins() throws InterruptedException {
        two(
                () -> {
                    while (!stopped) {}
                },
                () -> stopped = true);
    }

    public static void spinsPolitely() throws InterruptedException {
        two(
                () -> {
                    while (!stopped) {
                        Thread.onSpinWait();
                    }
                },
                () -> stopped = true);
    }

    public static void overlapping() throws InterruptedException {
        int[] data = new int[3];
        two(() -> Arrays.fill(data, 0, 2, 1), () -> Arrays.fill(data, 1, 3, 2));
    }

    /** What is duplicated is where the buffer is, not what is in it. */
    public static void writtenInADuplicate() throws InterruptedException {
        ByteBuffer bytes = ByteBuffer.allocate(2);
        ByteBuffer duplicate = bytes.duplicate();
        two(() -> duplicate.put((byte) 1), () -> bytes.get());
    }

    /** Who writes without the lock is not found out by who reads without it. */
    public static void writtenWithoutTheLock() throws InterruptedException {
        StampedLock lock = new StampedLock();
        Record record = new Record();
        two(
                () -> record.plain = 1,
                () -> {
                    long stamp = lock.tryOptimisticRead();
                    int plain = record.plain;
                    record.seen = lock.validate(stamp) ? plain : 0;
                });
    }

    public static void neverValidated() throws InterruptedException {
        StampedLock lock = new StampedLock();
        Record record = new Record();
        two(
                () -> {
                    long stamp = lock.writeLock();
                    record.plain = 1;
                    lock.unlockWrite(stamp);
                },
                () -> {
                    if (lock.tryOptimisticRead() != 0) {
                        record.seen = record.plain;
                    }
                });
    }

    public static void filled() throws InterruptedException {
        int[] data = new int[2];
        two(() -> Arrays.fill(data, 1), () -> Arrays.fill(data, 2));
    }

    /** An object that its constructor gives away before it has set what is final. */
    private static class Registered {
        private Registered(Queue<Registered> all) {
            all.add(this);
        }

        int number() {
            return 0;
        }
    }

    private static final class Numbered extends Registered {
        private final int number;

        private Numbered(Queue<Registered> all) {
            super(all);
            number = 1;
        }

        @Override
        int number() {
            return number;
        }
    }

    public static void givenAwayByTheClassAbove() throws InterruptedException {
        Queue<Registered> all = new ConcurrentLinkedQueue<>();
        int[] sum = new int[1];
        two(() -> new Numbered(all), () -> all.forEach(each -> sum[0] += each.number()));
    }
}
