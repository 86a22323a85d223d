// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import static dev.tandem.explore.samples.Together.two;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;

/** Programs that access fields and elements without naming them. */
public final class ByReflection {

    private static final Field VALUE = field("value");
    private static final Field READY = field("ready");
    private static final MethodHandle GETTER = accessor(false);
    private static final MethodHandle SETTER = accessor(true);

    private static int shared;

    private ByReflection() {}

    private static final class Cell {
        private int value;
        private volatile int ready;
        private int seen;
        private final int fixed = Integer.parseInt("1");
    }

    private static Field field(String name) {
        try {
            return Cell.class.getDeclaredField(name);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static MethodHandle accessor(boolean setting) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            return setting
                    ? lookup.findSetter(Cell.class, "value", int.class)
                    : lookup.unreflectGetter(field("value"));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A task that may throw. */
    private interface Task {
        void run() throws Throwable;
    }

    private static Runnable of(Task task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static void both(Task one, Task other) throws InterruptedException {
        two(of(one), of(other));
    }

    public static int published() throws InterruptedException {
        Cell cell = new Cell();
        both(
                () -> {
                    VALUE.setInt(cell, 1);
                    READY.setInt(cell, 1);
                },
                () -> cell.seen = READY.getInt(cell) == 1 ? VALUE.getInt(cell) : 0);
        return 2;
    }

    public static int oneAfterTheOther() throws Throwable {
        Cell cell = new Cell();
        Thread thread = new Thread(of(() -> setTo(cell, (int) GETTER.invokeExact(cell) + 1)));
        thread.start();
        thread.join();
        return (int) GETTER.invokeExact(cell) + 1;
    }

    public static int otherElements() throws InterruptedException {
        int[] data = new int[2];
        both(() -> Array.setInt(data, 0, 1), () -> Array.set(data, 1, 1));
        return data[0] + data[1];
    }

    private static void setTo(Cell cell, int value) throws Throwable {
        SETTER.invokeExact(cell, value);
    }

    /** Two steps of each, which the other may come between. */
    public static int incremented() throws InterruptedException {
        Cell cell = new Cell();
        Task increment = () -> READY.setInt(cell, READY.getInt(cell) + 1);
        both(increment, increment);
        return cell.ready;
    }

    public static void fields() throws InterruptedException {
        Cell cell = new Cell();
        both(() -> VALUE.set(cell, 1), () -> cell.value = 2);
    }

    public static void statics() throws Exception {
        Field field = ByReflection.class.getDeclaredField("shared");
        both(() -> field.setInt(null, 1), () -> shared = 2);
    }

    public static void setter() throws InterruptedException {
        Cell cell = new Cell();
        both(() -> setTo(cell, 1), () -> cell.seen = cell.value);
    }

    public static void getter() throws InterruptedException {
        Cell cell = new Cell();
        both(() -> cell.seen = (int) GETTER.invokeExact(cell), () -> cell.value = 1);
    }

    public static void element() throws InterruptedException {
        int[] data = new int[1];
        both(() -> Array.setInt(data, 0, 1), () -> data[0] = 2);
    }

    public static void byReference() throws InterruptedException {
        int[] data = new int[1];
        BiFunction<Object, Integer, Object> get = Array::get;
        Object[] seen = new Object[1];
        both(() -> seen[0] = get.apply(data, 0), () -> data[0] = 2);
    }

    public static int finalField() throws ReflectiveOperationException {
        Cell cell = new Cell();
        Field field = field("fixed");
        field.setAccessible(true);
        field.setInt(cell, 2);
        return cell.fixed;
    }

    public static Object ofTheJdk() throws ReflectiveOperationException {
        Field field = Semaphore.class.getDeclaredField("sync");
        field.setAccessible(true);
        return field.get(new Semaphore(1));
    }

    public static Object elementSetter() {
        return MethodHandles.arrayElementSetter(int[].class);
    }

    /** What is read is written in another step, at the level where such steps are told apart. */
    public static int segment() throws InterruptedException {
        MemorySegment memory = Arena.ofAuto().allocate(4);
        Task increment =
                () -> memory.set(ValueLayout.JAVA_INT, 0, memory.get(ValueLayout.JAVA_INT, 0) + 1);
        both(increment, increment);
        return memory.get(ValueLayout.JAVA_INT, 0);
    }
}
