// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;

/** Programs that keep state in enums and interfaces: it must start afresh in every execution. */
public final class Constants {

    private static final AtomicInteger NEXT = new AtomicInteger();

    private Constants() {}

    private static void both(Runnable first, Runnable second) throws InterruptedException {
        Thread thread = new Thread(second);
        thread.start();
        first.run();
        thread.join();
    }

    private enum Counter {
        INSTANCE;

        private final ReentrantLock lock = new ReentrantLock();
        private final List<String> log = new ArrayList<>();
        private int count;

        void add(String what) {
            lock.lock();
            try {
                count++;
                log.add(what);
            } finally {
                lock.unlock();
            }
        }
    }

    /** The singleton that is an enum. */
    public static String singleton() throws InterruptedException {
        both(() -> Counter.INSTANCE.add("a"), () -> Counter.INSTANCE.add("b"));
        return Counter.INSTANCE.count + " " + Counter.INSTANCE.log;
    }

    private enum Racing {
        INSTANCE;

        private int count;
    }

    /** An update that is lost at the level of memory, and never before. */
    public static String racing() throws InterruptedException {
        both(() -> Racing.INSTANCE.count++, () -> Racing.INSTANCE.count++);
        return "" + Racing.INSTANCE.count;
    }

    private enum Shape {
        SMALL(NEXT.get() > 100 ? 7 : 1) {
            @Override
            int size() {
                return side * scale++;
            }
        },
        LARGE(NEXT.get() > 100 ? 8 : 10),
        NAMED;

        private static final Map<String, Shape> BY_NAME = new HashMap<>();

        static {
            for (Shape shape : values()) {
                BY_NAME.put(shape.name().toLowerCase(java.util.Locale.ROOT), shape);
            }
        }

        final int side;
        int scale = 1;

        Shape(int side) {
            this.side = side;
        }

        Shape() {
            this(100);
            scale = 2;
        }

        int size() {
            return side * scale;
        }
    }

    /** Constants with bodies, with several constructors, and a table of them. */
    public static String bodies() {
        int sizes = 0;
        for (Shape shape : EnumSet.allOf(Shape.class)) {
            sizes += shape.size();
        }
        sizes += Shape.SMALL.size() * 1000;
        Map<Shape, Integer> map = new EnumMap<>(Shape.class);
        map.merge(Shape.valueOf("LARGE"), 3, Integer::sum);
        return sizes + " " + map + Shape.BY_NAME.get("named").side + Shape.BY_NAME.size();
    }

    private enum Ticket {
        FIRST,
        SECOND;

        private final int number = NEXT.incrementAndGet();
    }

    private static final class Other {
        static final int NUMBER = NEXT.incrementAndGet();
    }

    /** Who initialises the enum first matters to another class. */
    public static String numbers() throws InterruptedException {
        int[] seen = new int[2];
        both(() -> seen[0] = Ticket.SECOND.number, () -> seen[1] = Other.NUMBER);
        return seen[0] + " " + seen[1];
    }

    private enum Refusing {
        ONE;

        private final int value = Integer.parseInt("one");
    }

    /** An enum that fails leaves its class unusable. */
    public static String fails() {
        StringBuilder errors = new StringBuilder();
        for (int i = 0; i < 2; i++) {
            try {
                errors.append(Refusing.ONE.value);
            } catch (LinkageError e) {
                errors.append(e.getClass().getSimpleName()).append(' ');
            }
        }
        return errors.toString().trim();
    }

    private enum Operator {
        TWICE(x -> 2 * x),
        SQUARE(x -> x * x);

        private final IntUnaryOperator function;

        Operator(IntUnaryOperator function) {
            this.function = function;
        }
    }

    /** A class that has the constants of an enum. */
    private static final class Holder {
        static final Racing RACING = Racing.INSTANCE;
        static final Operator[] OPERATORS = Operator.values();
    }

    /** An enum that is only reached by way of a class that is constant itself. */
    public static String indirectly() throws InterruptedException {
        both(() -> {}, () -> Holder.RACING.count += 5);
        int result = 3;
        for (Operator operator : Holder.OPERATORS) {
            result = operator.function.applyAsInt(result);
        }
        return Holder.RACING.count
                + " "
                + result
                + switch (Holder.OPERATORS[1]) {
                    case TWICE -> "twice";
                    case SQUARE -> "square";
                };
    }

    private interface Settings {
        AtomicInteger COUNT = new AtomicInteger(3);
        List<Integer> SEEN = new ArrayList<>(List.of(1));
        String NAME = "settings";
        IntSupplier NEXT_COUNT = () -> bump(COUNT);

        private static int bump(AtomicInteger counter) {
            return counter.incrementAndGet();
        }

        static int size() {
            return SEEN.size();
        }
    }

    private static final class Using implements Settings {
        int use() {
            SEEN.add(COUNT.get());
            return NEXT_COUNT.getAsInt();
        }
    }

    /** What an interface keeps. */
    public static String constantsOfAnInterface() throws InterruptedException {
        int[] seen = new int[1];
        both(() -> {}, () -> seen[0] = new Using().use());
        return Settings.NAME + Settings.size() + Settings.SEEN + Settings.COUNT + seen[0];
    }

    private interface Numbered {
        int ID = NEXT.incrementAndGet();
    }

    /** Whose number is lower depends on who comes first. */
    public static String numbersOfInterfaces() throws InterruptedException {
        int[] seen = new int[2];
        both(() -> seen[0] = Numbered.ID, () -> seen[1] = Other.NUMBER);
        return seen[0] + " " + seen[1];
    }

    private static final class Loaded {
        private static int made;

        final int number = ++made;

        Loaded() {}

        static int made() {
            return made * 10;
        }
    }

    /** Classes whose state is only reached by reflection. */
    public static String reflection() throws ReflectiveOperationException {
        Class<?> type = Class.forName(Loaded.class.getName());
        Object object = type.getDeclaredConstructor().newInstance();
        Object made = type.getDeclaredMethod("made").invoke(null);
        return ((Loaded) object).number + " " + made;
    }

    /** Methods of classes that are only reached by handles. */
    public static String handles() throws Throwable {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodHandle create =
                lookup.findConstructor(Loaded.class, MethodType.methodType(void.class));
        MethodHandle made =
                lookup.findStatic(Loaded.class, "made", MethodType.methodType(int.class));
        return ((Loaded) create.invoke()).number + " " + (int) made.invoke();
    }

    /**
     * A class is found by the loader of the thread, which is the one that has loaded the program.
     */
    public static boolean contextLoader() throws ClassNotFoundException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return Class.forName(Loaded.class.getName(), true, loader) == Loaded.class;
    }
}
