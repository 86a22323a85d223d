// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import static dev.tandem.explore.samples.Together.two;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.DateFormat;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.text.SimpleDateFormat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.Deque;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.IntSummaryStatistics;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Programs with a data race: next to something harmless, or over an object of the JDK that is not
 * made for several threads.
 */
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

    public static void mapValue() throws InterruptedException {
        Map<String, Integer> map = new HashMap<>(Map.of("k", 0));
        two(() -> map.put("k", 1), () -> map.put("k", 2));
    }

    public static void mapReader() throws InterruptedException {
        Map<String, Integer> map = new HashMap<>();
        map.put("z", 0);
        two(() -> map.put("a", 1), () -> map.get("a"));
    }

    public static void listElement() throws InterruptedException {
        List<Integer> list = new ArrayList<>(List.of(1, 2, 3));
        two(() -> list.set(1, 5), () -> list.get(1));
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

    public static void builder() throws InterruptedException {
        StringBuilder builder = new StringBuilder();
        two(() -> builder.append("a"), () -> builder.append("b"));
    }

    public static void builderReader() throws InterruptedException {
        StringBuilder builder = new StringBuilder("a");
        Record record = new Record();
        two(() -> builder.append("b"), () -> record.seen = builder.length());
    }

    public static void bits() throws InterruptedException {
        BitSet bits = new BitSet();
        two(() -> bits.set(1), () -> bits.get(2));
    }

    /** To format a date changes what the format computes in. */
    public static void format() throws InterruptedException {
        DateFormat format = new SimpleDateFormat("yyyy", Locale.ROOT);
        two(() -> format.format(new Date(0)), () -> format.format(new Date(1)));
    }

    public static void number() throws InterruptedException {
        NumberFormat format = NumberFormat.getInstance(Locale.ROOT);
        two(() -> format.format(1.5), () -> format.format(2.5));
    }

    public static void calendar() throws InterruptedException {
        Calendar calendar = new GregorianCalendar(2000, Calendar.JANUARY, 1);
        two(() -> calendar.get(Calendar.YEAR), () -> calendar.set(Calendar.YEAR, 1));
    }

    public static void matcher() throws InterruptedException {
        Matcher matcher = Pattern.compile("a").matcher("aaa");
        two(matcher::find, matcher::find);
    }

    public static void buffer() throws InterruptedException {
        ByteBuffer buffer = ByteBuffer.allocate(8);
        two(() -> buffer.put((byte) 1), () -> buffer.get(0));
    }

    public static void weakMap() throws InterruptedException {
        Map<String, Integer> map = new WeakHashMap<>();
        two(() -> map.put("a", 1), () -> map.put("b", 2));
    }

    public static void viewOfAMap() throws InterruptedException {
        Map<String, Integer> map = new IdentityHashMap<>(Map.of("a", 1));
        Set<String> keys = map.keySet();
        two(keys::clear, () -> map.get("a"));
    }

    public static void iterator() throws InterruptedException {
        Iterator<Integer> iterator = List.of(1, 2, 3).iterator();
        two(() -> forward(iterator), () -> forward(iterator));
    }

    private static void forward(Iterator<?> iterator) {
        synchronized (new Object()) {
            iterator.next();
        }
    }

    public static void digest() throws InterruptedException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        two(() -> digest.update((byte) 1), () -> digest.update((byte) 2));
    }

    public static void statistics() throws InterruptedException {
        IntSummaryStatistics statistics = new IntSummaryStatistics();
        two(() -> statistics.accept(1), statistics::getMax);
    }

    /** Where the variable is of a class and not of an interface. */
    public static void namedByItsClass() throws InterruptedException {
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        two(() -> queue.add(1), () -> queue.add(2));
    }

    public static void namedByItsInterface() throws InterruptedException {
        Deque<Integer> queue = new ArrayDeque<>();
        two(() -> queue.add(1), () -> queue.add(2));
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

    public static void mapSize() throws InterruptedException {
        Map<String, Integer> map = new HashMap<>();
        map.put("z", 0);
        two(() -> map.put("a", 1), () -> map.put("b", 2));
    }

    public static void mapRemoval() throws InterruptedException {
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1, "b", 2));
        two(() -> map.remove("a"), () -> map.remove("b"));
    }

    /** To look something up makes it the latest. */
    public static void mapInTheOrderOfAccess() throws InterruptedException {
        Map<Integer, Integer> map = new LinkedHashMap<>(16, 0.75f, true);
        map.put(1, 1);
        map.put(2, 2);
        two(() -> map.get(1), () -> map.get(2));
    }

    public static void tree() throws InterruptedException {
        Map<Integer, Integer> map = new TreeMap<>();
        two(() -> map.put(1, 1), () -> map.put(2, 2));
    }

    public static void sorted() throws InterruptedException {
        List<Integer> list = new ArrayList<>(List.of(3, 1, 2));
        two(() -> Collections.sort(list), () -> list.get(0));
    }

    public static void filled() throws InterruptedException {
        int[] data = new int[2];
        two(() -> Arrays.fill(data, 1), () -> Arrays.fill(data, 2));
    }

    /** To parse a date changes what the format computes in, too. */
    public static void parser() throws InterruptedException {
        DateFormat format = new SimpleDateFormat("yyyy", Locale.ROOT);
        Runnable parse = () -> format.parse("2000", new ParsePosition(0));
        two(parse, parse);
    }

    public static void date() throws InterruptedException {
        Date date = new Date(0);
        two(() -> date.setTime(1), date::getTime);
    }

    public static void joiner() throws InterruptedException {
        StringJoiner joiner = new StringJoiner(",");
        two(() -> joiner.add("a"), () -> joiner.add("b"));
    }

    public static void scanner() throws InterruptedException {
        Scanner scanner = new Scanner("1 2 3");
        two(scanner::nextInt, scanner::nextInt);
    }

    public static void checkSum() throws InterruptedException {
        CRC32 sum = new CRC32();
        two(() -> sum.update(1), () -> sum.update(2));
    }
}
