// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import static dev.tandem.explore.samples.Together.two;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.ref.Cleaner;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Spliterators;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Uses of the JDK that few programs make, and that are right. */
public final class Uncommon {

    private Uncommon() {}

    /** A thread that waits for a lock that is never given back is interrupted after a while. */
    public static String givesUp() throws InterruptedException {
        Lock lock = new ReentrantLock();
        Thread holder = new Thread(lock::lock, "holder");
        holder.start();
        holder.join();
        String[] end = {"waits"};
        Thread waiter =
                new Thread(
                        () -> {
                            try {
                                lock.lockInterruptibly();
                            } catch (InterruptedException e) {
                                end[0] = "interrupted";
                            }
                        },
                        "waiter");
        waiter.start();
        waiter.join(1000);
        waiter.interrupt();
        waiter.join();
        return end[0];
    }

    /** There is only one object that goes through nothing. */
    public static void nothingToGoThrough() throws InterruptedException {
        Runnable look = () -> Spliterators.emptySpliterator().tryAdvance(any -> {});
        two(look, look);
    }

    /** A class without state extends one that has some. */
    @SuppressWarnings("removal")
    public static void inheritsState() throws InterruptedException {
        Runnable make = Executors::privilegedThreadFactory;
        two(make, make);
    }

    public static int inherits() throws InterruptedException {
        InheritableThreadLocal<Integer> depth =
                new InheritableThreadLocal<>() {
                    @Override
                    protected Integer childValue(Integer parent) {
                        List<Integer> copy = new ArrayList<>(List.of(parent));
                        return copy.get(0) + 1;
                    }
                };
        depth.set(1);
        int[] seen = new int[2];
        two(() -> seen[0] = depth.get(), () -> seen[1] = depth.get());
        return Math.min(seen[0], seen[1]);
    }

    /** What no thread handles by itself is handled for all of them. */
    public static int handledForAll() throws InterruptedException {
        AtomicInteger handled = new AtomicInteger();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> handled.incrementAndGet());
        Runnable fail =
                () -> {
                    throw new IllegalStateException("handled");
                };
        two(fail, fail);
        return handled.get();
    }

    public static int cleanedOnce() throws InterruptedException {
        AtomicInteger count = new AtomicInteger();
        Cleaner.Cleanable resource = Cleaner.create().register(count, count::incrementAndGet);
        two(resource::clean, resource::clean);
        return count.get();
    }

    private abstract static class Token<T> {
        private final Type type =
                ((ParameterizedType) getClass().getGenericSuperclass()).getActualTypeArguments()[0];

        synchronized List<? extends T> none() {
            return List.of();
        }
    }

    /** What is told of generic types is told of the classes in their place as well. */
    public static String genericType() throws ReflectiveOperationException {
        Token<LinkedHashMap<String, Integer>> token = new Token<>() {};
        Type returned = Token.class.getDeclaredMethod("none").getGenericReturnType();
        ParameterizedType map = (ParameterizedType) token.type;
        return map.getActualTypeArguments().length
                + " of "
                + ((Class<?>) map.getRawType()).getTypeParameters().length
                + ((ParameterizedType) returned).getActualTypeArguments()[0];
    }

    /** A library that is compiled for an older Java asks so. */
    public static boolean virtualByReflection() throws Throwable {
        MethodHandle isVirtual =
                MethodHandles.publicLookup()
                        .findVirtual(
                                Thread.class, "isVirtual", MethodType.methodType(boolean.class));
        return (boolean) isVirtual.invokeExact(Thread.currentThread());
    }

    static final class Made {
        static int count;
        final String name;

        Made(String name) {
            this.name = name;
            count++;
        }
    }

    /** An object has been created, but not constructed, where two ways meet. */
    public static String choosesWhileCreating() {
        Made made = new Made(Made.count == 0 ? "first" : "another");
        return made.name + " of " + Made.count;
    }

    static final class Box {
        private static final VarHandle NUMBER =
                ConstantBootstraps.fieldVarHandle(
                        MethodHandles.lookup(), "number", VarHandle.class, Box.class, int.class);
        volatile int number;
    }

    public static int handleOfAConstant() throws InterruptedException {
        Box box = new Box();
        Runnable add = () -> Box.NUMBER.getAndAdd(box, 1);
        two(add, add);
        return box.number;
    }
}
