// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.jdk;

import java.security.PrivilegedAction;
import java.security.PrivilegedExceptionAction;
import java.util.Comparator;
import java.util.concurrent.*;
import java.util.function.*;

/** What is handed over to be called. See {@link Instances}. */
public final class Functions {

    private Functions() {}

    public static Runnable ofRunnable() {
        return () -> {};
    }

    public static Callable<Object> ofCallable() {
        return Element::new;
    }

    public static PrivilegedAction<Object> ofAction() {
        return Element::new;
    }

    public static PrivilegedExceptionAction<Object> ofExceptionAction() {
        return Element::new;
    }

    public static Comparator<Object> ofComparator() {
        return (a, b) -> 0;
    }

    public static BiConsumer<Object, Object> ofBiConsumer() {
        return (a, b) -> {};
    }

    public static BiFunction<Object, Object, Object> ofBiFunction() {
        return (a, b) -> a;
    }

    public static BiPredicate<Object, Object> ofBiPredicate() {
        return (a, b) -> true;
    }

    public static BinaryOperator<Object> ofBinaryOperator() {
        return (a, b) -> a;
    }

    public static Consumer<Object> ofConsumer() {
        return a -> {};
    }

    public static DoubleBinaryOperator ofDoubleBinaryOperator() {
        return Double::sum;
    }

    public static Function<Object, Object> ofFunction() {
        return a -> new Element();
    }

    public static IntBinaryOperator ofIntBinaryOperator() {
        return Integer::sum;
    }

    public static IntFunction<Object> ofIntFunction() {
        return Object[]::new;
    }

    public static IntUnaryOperator ofIntUnaryOperator() {
        return a -> a + 1;
    }

    public static LongBinaryOperator ofLongBinaryOperator() {
        return Long::sum;
    }

    public static LongUnaryOperator ofLongUnaryOperator() {
        return a -> a + 1;
    }

    public static Predicate<Object> ofPredicate() {
        return a -> true;
    }

    public static Supplier<Object> ofSupplier() {
        return Element::new;
    }

    public static ToDoubleBiFunction<Object, Object> ofToDoubleBiFunction() {
        return (a, b) -> 1;
    }

    public static ToDoubleFunction<Object> ofToDoubleFunction() {
        return a -> 1;
    }

    public static ToIntBiFunction<Object, Object> ofToIntBiFunction() {
        return (a, b) -> 1;
    }

    public static ToIntFunction<Object> ofToIntFunction() {
        return a -> 1;
    }

    public static ToLongBiFunction<Object, Object> ofToLongBiFunction() {
        return (a, b) -> 1;
    }

    public static ToLongFunction<Object> ofToLongFunction() {
        return a -> 1;
    }

    public static UnaryOperator<Object> ofUnaryOperator() {
        return a -> a;
    }
}
