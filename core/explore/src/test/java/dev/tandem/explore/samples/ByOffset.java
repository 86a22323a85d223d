// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import static dev.tandem.explore.samples.Together.two;

import java.lang.reflect.Field;
import sun.misc.Unsafe;

/** Programs that access memory by {@code Unsafe}. */
public final class ByOffset {

    private static final Unsafe UNSAFE = unsafe();
    private static final long VALUE = offset(Cell.class, "value");
    private static final long STATE = offset(Cell.class, "state");
    private static final long FIXED = offset(Cell.class, "fixed");
    private static final long NEXT = offset(Node.class, "next");
    private static final long TAIL = offset(Linked.class, "tail");

    private static int shared;

    private ByOffset() {}

    private static Unsafe unsafe() {
        try {
            Field field = Unsafe.class.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return (Unsafe) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static long offset(Class<?> owner, String name) {
        try {
            return UNSAFE.objectFieldOffset(owner.getDeclaredField(name));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final class Cell {
        private int value;
        private int state;
        private int seen;
        private final int fixed = Integer.parseInt("1");
    }

    private static final class Node {
        private final int item;
        private volatile Node next;

        Node(int item) {
            this.item = item;
        }
    }

    /** A queue as Michael and Scott wrote it down. */
    private static final class Linked {
        private Node head = new Node(0);
        private volatile Node tail = head;

        void add(int item) {
            Node node = new Node(item);
            while (true) {
                Node last = tail;
                Node next = last.next;
                if (next != null) {
                    UNSAFE.compareAndSwapObject(this, TAIL, last, next);
                } else if (UNSAFE.compareAndSwapObject(last, NEXT, null, node)) {
                    UNSAFE.compareAndSwapObject(this, TAIL, last, node);
                    return;
                }
            }
        }

        /** Two who see the same last node both put theirs after it. */
        void addBlindly(int item) {
            Node node = new Node(item);
            UNSAFE.putOrderedObject(tail, NEXT, node);
            UNSAFE.putObjectVolatile(this, TAIL, node);
        }

        int sum() {
            int sum = 0;
            for (Node node = head.next; node != null; node = node.next) {
                sum += node.item;
            }
            return sum;
        }
    }

    public static int queue() throws InterruptedException {
        Linked queue = new Linked();
        two(() -> queue.add(1), () -> queue.add(1));
        return queue.sum();
    }

    public static int brokenQueue() throws InterruptedException {
        Linked queue = new Linked();
        two(() -> queue.addBlindly(1), () -> queue.addBlindly(1));
        return queue.sum();
    }

    public static int exchanged() throws InterruptedException {
        Cell cell = new Cell();
        Runnable increment =
                () -> {
                    int seen;
                    do {
                        seen = UNSAFE.getIntVolatile(cell, VALUE);
                    } while (!UNSAFE.compareAndSwapInt(cell, VALUE, seen, seen + 1));
                };
        two(increment, increment);
        return cell.value;
    }

    public static int added() throws InterruptedException {
        Cell cell = new Cell();
        two(() -> UNSAFE.getAndAddInt(cell, VALUE, 1), () -> UNSAFE.getAndAddInt(cell, VALUE, 1));
        return cell.value;
    }

    public static int twoSteps() throws InterruptedException {
        Cell cell = new Cell();
        Runnable increment =
                () -> UNSAFE.putIntVolatile(cell, VALUE, UNSAFE.getIntVolatile(cell, VALUE) + 1);
        two(increment, increment);
        return cell.value;
    }

    public static int statics() throws Exception {
        Field field = ByOffset.class.getDeclaredField("shared");
        Object base = UNSAFE.staticFieldBase(field);
        long offset = UNSAFE.staticFieldOffset(field);
        two(() -> UNSAFE.getAndAddInt(base, offset, 1), () -> UNSAFE.getAndAddInt(base, offset, 1));
        return shared;
    }

    /** What is released with the state is acquired with it. */
    public static int published() throws InterruptedException {
        Cell cell = new Cell();
        two(
                () -> {
                    cell.value = 1;
                    UNSAFE.putOrderedInt(cell, STATE, 1);
                },
                () -> {
                    if (UNSAFE.getIntVolatile(cell, STATE) == 1) {
                        cell.seen = cell.value;
                    }
                });
        return 2;
    }

    public static void publishedPlainly() throws InterruptedException {
        Cell cell = new Cell();
        two(
                () -> {
                    cell.value = 1;
                    UNSAFE.putInt(cell, STATE, 1);
                },
                () -> {
                    if (UNSAFE.getIntVolatile(cell, STATE) == 1) {
                        cell.seen = cell.value;
                    }
                });
    }

    /** It is the same field. */
    public static void byNameAndByOffset() throws InterruptedException {
        Cell cell = new Cell();
        two(() -> cell.value = 1, () -> UNSAFE.putIntVolatile(cell, VALUE, 2));
    }

    public static int elements() throws InterruptedException {
        int[] data = new int[2];
        long scale = Unsafe.ARRAY_INT_INDEX_SCALE;
        two(
                () -> UNSAFE.putInt(data, Unsafe.ARRAY_INT_BASE_OFFSET, 1),
                () -> UNSAFE.putInt(data, Unsafe.ARRAY_INT_BASE_OFFSET + scale, 1));
        return data[0] + data[1];
    }

    public static void sameElement() throws InterruptedException {
        int[] data = new int[2];
        long last = Unsafe.ARRAY_INT_BASE_OFFSET + Unsafe.ARRAY_INT_INDEX_SCALE;
        two(() -> UNSAFE.putInt(data, last, 1), () -> data[1] = 1);
    }

    /** A number of eight bytes is read while one of them is written. */
    public static void withinANumber() throws InterruptedException {
        byte[] data = new byte[8];
        long[] seen = new long[1];
        two(() -> seen[0] = UNSAFE.getLong(data, Unsafe.ARRAY_BYTE_BASE_OFFSET), () -> data[7] = 1);
    }

    public static int parks() throws InterruptedException {
        Cell cell = new Cell();
        Thread waiting =
                new Thread(() -> {
                    while (UNSAFE.getIntVolatile(cell, STATE) == 0) {
                        UNSAFE.park(false, 0);
                    }
                    cell.value++;
                });
        waiting.start();
        cell.value = 1;
        UNSAFE.putIntVolatile(cell, STATE, 1);
        UNSAFE.unpark(waiting);
        waiting.join();
        return cell.value;
    }

    /** Each adds one, in two steps. */
    public static long outsideOfTheHeap() throws InterruptedException {
        long address = UNSAFE.allocateMemory(8);
        UNSAFE.putLong(address, 0);
        Runnable add = () -> UNSAFE.putLong(address, UNSAFE.getLong(address) + 1);
        two(add, add);
        long sum = UNSAFE.getLong(address);
        UNSAFE.freeMemory(address);
        return sum;
    }

    public static long copied() {
        long address = UNSAFE.allocateMemory(8);
        UNSAFE.copyMemory(new byte[8], Unsafe.ARRAY_BYTE_BASE_OFFSET, null, address, 8);
        return UNSAFE.getLong(address);
    }

    public static long withoutAnObject() {
        return UNSAFE.getLong(null, 8L);
    }

    public static int finalField() {
        Cell cell = new Cell();
        UNSAFE.putInt(cell, FIXED, 2);
        return cell.fixed;
    }

    public static int beyondTheEnd() {
        return UNSAFE.getInt(new int[1], Unsafe.ARRAY_INT_BASE_OFFSET + 8L);
    }

    public static Object withoutAConstructor() throws InstantiationException {
        return UNSAFE.allocateInstance(Cell.class);
    }
}
