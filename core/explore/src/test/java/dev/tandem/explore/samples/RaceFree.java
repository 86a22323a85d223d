// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import static dev.tandem.explore.samples.Together.two;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.text.ChoiceFormat;
import java.text.DateFormat;
import java.text.SimpleDateFormat;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.regex.Pattern;

/** Programs without a data race, each ordered in a way of its own. */
public final class RaceFree {

    private static final VarHandle FLAG = handle("flag");
    private static final VarHandle NEXT = handle("next");
    private static final VarHandle SHARED = handleOfStatic();
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle ELEMENTS = MethodHandles.arrayElementVarHandle(int[].class);
    private static final AtomicReferenceFieldUpdater<Node, Node> UPDATER =
            AtomicReferenceFieldUpdater.newUpdater(Node.class, Node.class, "volatileNext");

    private static int shared;

    private RaceFree() {}

    private static final class Node {
        private int plain;
        private int flag;
        private Node next;
        private volatile Node volatileNext;
        private int seen;
    }

    private static VarHandle handle(String field) {
        try {
            Class<?> type = Node.class.getDeclaredField(field).getType();
            return MethodHandles.lookup().findVarHandle(Node.class, field, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static VarHandle handleOfStatic() {
        try {
            return MethodHandles.lookup().findStaticVarHandle(RaceFree.class, "shared", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    public static void releasedAndAcquired() throws InterruptedException {
        Node node = new Node();
        two(
                () -> {
                    node.plain = 1;
                    FLAG.setRelease(node, 1);
                },
                () -> node.seen = (int) FLAG.getAcquire(node) == 1 ? node.plain : 0);
    }

    public static void lazilySet() throws InterruptedException {
        Node node = new Node();
        AtomicInteger flag = new AtomicInteger();
        two(
                () -> {
                    node.plain = 1;
                    flag.lazySet(1);
                },
                () -> node.seen = flag.get() == 1 ? node.plain : 0);
    }

    public static void handedOver() throws InterruptedException {
        AtomicReference<Node> place = new AtomicReference<>();
        two(
                () -> {
                    Node node = new Node();
                    node.plain = 1;
                    place.compareAndSet(null, node);
                },
                () -> {
                    Node node = place.get();
                    if (node != null) {
                        node.plain = 2;
                    }
                });
    }

    public static void handedOverByAHandle() throws InterruptedException {
        Node root = new Node();
        two(() -> NEXT.setRelease(root, published()), () -> take((Node) NEXT.getAcquire(root)));
    }

    public static void handedOverByAnUpdater() throws InterruptedException {
        Node root = new Node();
        two(() -> UPDATER.compareAndSet(root, null, published()), () -> take(root.volatileNext));
    }

    private static Node published() {
        Node node = new Node();
        node.plain = 1;
        return node;
    }

    private static void take(Node node) {
        if (node != null) {
            node.plain++;
        }
    }

    /** An update carries on what the value before it has released. */
    public static void releasedAndUpdated() throws InterruptedException {
        Node node = new Node();
        AtomicInteger flag = new AtomicInteger();
        Thread third = new Thread(() -> flag.weakCompareAndSetPlain(1, 2));
        third.start();
        two(
                () -> {
                    node.plain = 1;
                    flag.setRelease(1);
                },
                () -> node.seen = flag.getAcquire() == 2 ? node.plain : 0);
        third.join();
    }

    public static void fencedOnBothSides() throws InterruptedException {
        Node node = new Node();
        two(
                () -> {
                    node.plain = 1;
                    VarHandle.releaseFence();
                    FLAG.setOpaque(node, 1);
                },
                () -> {
                    boolean set = (int) FLAG.getOpaque(node) == 1;
                    VarHandle.acquireFence();
                    node.seen = set ? node.plain : 0;
                });
    }

    /** What one thread alone writes it may read as it likes. */
    public static void countedByOne() throws InterruptedException {
        AtomicInteger count = new AtomicInteger();
        two(() -> count.setRelease(count.getPlain() + 1), count::getAcquire);
    }

    public static void elementsOfTheirOwn() throws InterruptedException {
        int[] data = new int[2];
        byte[] bytes = new byte[8];
        two(
                () -> {
                    ELEMENTS.set(data, 0, 1);
                    INTS.set(bytes, 0, 1);
                },
                () -> {
                    data[1] = 2;
                    INTS.set(bytes, 4, 2);
                });
    }

    public static void atomicElements() throws InterruptedException {
        Node node = new Node();
        AtomicIntegerArray flags = new AtomicIntegerArray(2);
        two(
                () -> {
                    node.plain = 1;
                    flags.setRelease(0, 1);
                },
                () -> node.seen = flags.getAcquire(0) == 1 ? node.plain : 0);
    }

    public static void staticHandle() throws InterruptedException {
        two(() -> SHARED.getAndAdd(1), () -> SHARED.getAndAdd(1));
        shared++;
    }

    /** A handle that calls exactly is one of the same field. */
    public static void exactHandle() throws InterruptedException {
        VarHandle exact = FLAG.withInvokeExactBehavior();
        Node node = new Node();
        two(() -> exact.setVolatile(node, 1), () -> node.seen = (int) exact.getVolatile(node));
    }

    public static void readers() throws InterruptedException {
        StringBuilder builder = new StringBuilder("a");
        BitSet bits = new BitSet();
        two(() -> bits.get(builder.length()), () -> bits.get(builder.indexOf("a")));
        bits.set(1);
    }

    public static void iteratorsOfTheirOwn() throws InterruptedException {
        Map<String, Integer> map = new WeakHashMap<>(Map.of("a", 1));
        List<Integer> list = List.of(1);
        two(
                () -> map.keySet().iterator().next(),
                () -> map.get(map.keySet().iterator().next() + list.iterator().next()));
    }

    public static void formatOfTheirOwn() throws InterruptedException {
        ThreadLocal<DateFormat> formats =
                ThreadLocal.withInitial(() -> new SimpleDateFormat("yyyy", Locale.ROOT));
        two(() -> formats.get().format(new Date(0)), () -> formats.get().format(new Date(1)));
    }

    public static void clonedFormats() throws InterruptedException {
        DateFormat format = new SimpleDateFormat("yyyy", Locale.ROOT);
        Runnable use = () -> ((DateFormat) format.clone()).format(new Date(0));
        two(use, use);
    }

    /** Each has its own place in what they share. */
    public static void duplicatedBuffer() throws InterruptedException {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[2]).asReadOnlyBuffer();
        two(() -> bytes.duplicate().get(), () -> bytes.slice().get());
    }

    public static void partsOfAnArray() throws InterruptedException {
        int[] data = {2, 1, 4, 3};
        two(
                () -> {
                    Arrays.sort(data, 0, 2);
                    Arrays.fill(data, 1, 2, 0);
                },
                () -> Arrays.sort(Arrays.copyOfRange(data, 2, 5)));
    }

    /** A map keeps its views, whoever has asked for them first. */
    public static void viewsOfMaps() throws InterruptedException {
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
        TreeMap<String, Integer> tree = new TreeMap<>(map);
        Runnable look =
                () -> {
                    map.entrySet().forEach(entry -> {});
                    Collections.unmodifiableMap(map).keySet().forEach(key -> {});
                    tree.descendingMap().values().forEach(value -> {});
                };
        two(look, look);
    }

    @Retention(RetentionPolicy.CLASS)
    private @interface LazyInit {}

    private static final class Name {
        @LazyInit private String text;

        /** Whoever comes first sets it, and whoever does not see that sets it once more. */
        int length() {
            String known = text;
            if (known == null) {
                known = "name";
                text = known;
            }
            return known.length();
        }
    }

    public static void markedAsLazy() throws InterruptedException {
        Name name = new Name();
        two(name::length, name::length);
    }

    private static final class Message implements Serializable {
        private int read;

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            read++;
        }
    }

    /** Nobody has constructed what comes out of a stream. */
    public static void readFromStreams() throws InterruptedException {
        Runnable copy = () -> copy(new Message()).read++;
        two(copy, copy);
    }

    private static Message copy(Message message) {
        try {
            var bytes = new ByteArrayOutputStream();
            new ObjectOutputStream(bytes).writeObject(message);
            var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
            return (Message) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** These are made for several threads. */
    public static void formatsForAll() throws InterruptedException {
        ChoiceFormat choices = new ChoiceFormat("0#none|1#some");
        Base64.Encoder bytes = Base64.getEncoder();
        Pattern pattern = Pattern.compile("a");
        Runnable use =
                () -> {
                    String text = choices.format(1) + bytes.encodeToString(new byte[1]);
                    pattern.matcher(text).results().forEach(result -> {});
                };
        two(use, use);
    }

    public static void guardedBuilder() throws InterruptedException {
        StringBuilder builder = new StringBuilder();
        Runnable append =
                () -> {
                    synchronized (builder) {
                        builder.append("a");
                    }
                };
        two(append, append);
    }

    /** A synchronised object of the JDK orders as a lock does. */
    public static void handedOverByABuffer() throws InterruptedException {
        Node node = new Node();
        StringBuffer buffer = new StringBuffer();
        two(
                () -> {
                    node.plain = 1;
                    buffer.append("a");
                },
                () -> node.seen = buffer.length() == 1 ? node.plain : 0);
    }

    /** Parts of the same memory, and generators one of which comes from the other. */
    public static void parts() throws InterruptedException {
        MemorySegment memory = Arena.ofAuto().allocate(8);
        MemorySegment end = memory.asSlice(4);
        SplittableRandom random = new SplittableRandom(1);
        SplittableRandom other = random.split();
        two(
                () -> memory.setAtIndex(ValueLayout.JAVA_INT, 0, random.nextInt()),
                () -> end.set(ValueLayout.JAVA_INT, 0, other.nextInt()));
    }

    /** An object that its constructor gives away. */
    private static final class Registered {
        private final int number;

        private Registered(Queue<Registered> all) {
            number = 1;
            all.add(this);
        }
    }

    public static void givenAwayLast() throws InterruptedException {
        Queue<Registered> all = new ConcurrentLinkedQueue<>();
        int[] sum = new int[1];
        two(() -> new Registered(all), () -> all.forEach(each -> sum[0] += each.number));
    }
}
