// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Programs whose class initialisers depend on who runs them, and when: on the values that others
 * have left, on other threads, on each other.
 */
public final class Initialisers {

    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final CountDownLatch GATE = new CountDownLatch(1);
    private static final AtomicReference<Shared> LEAKED = new AtomicReference<>();
    private static volatile boolean broken;

    private Initialisers() {}

    private interface Part {
        Object run() throws InterruptedException;
    }

    /** Runs the two at once, and tells what each came to. */
    private static String both(Part first, Part second) throws InterruptedException {
        String[] results = new String[2];
        Thread thread = new Thread(() -> results[1] = result(second));
        thread.start();
        results[0] = result(first);
        thread.join();
        return results[0] + " " + results[1];
    }

    private static String result(Part part) {
        try {
            return String.valueOf(part.run());
        } catch (InterruptedException | LinkageError e) {
            return e.getClass().getSimpleName();
        }
    }

    private static final class First {
        static final int ID = NEXT.incrementAndGet();
    }

    private static final class Second {
        static final int ID = NEXT.incrementAndGet();
    }

    /** Whose number is lower depends on who comes first. */
    public static String numbers() throws InterruptedException {
        return both(() -> First.ID, () -> Second.ID);
    }

    private static final class Left {
        static final Object VALUE = Right.class.getName() + Right.VALUE;
    }

    private static final class Right {
        static final Object VALUE = Left.class.getName() + Left.VALUE;
    }

    /** Each of two initialisers needs the other class. */
    public static String needEachOther() throws InterruptedException {
        both(() -> Left.VALUE, () -> Right.VALUE);
        return "done";
    }

    private static final class Starting {
        static int value;

        static {
            Thread thread = new Thread(() -> value = 1);
            thread.start();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The lambda belongs to the class, and so waits for the initialiser that waits for it. */
    public static int joinsALambda() {
        return Starting.value;
    }

    private static final class Patient {
        static final int VALUE = waitForGate();

        private static int waitForGate() {
            try {
                GATE.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return NEXT.get();
        }
    }

    /** An initialiser waits for another thread. */
    public static String waits() throws InterruptedException {
        return both(
                () -> Patient.VALUE,
                () -> {
                    NEXT.set(5);
                    GATE.countDown();
                    return Patient.VALUE;
                });
    }

    private static final class Breaking {
        static final int VALUE = check();

        private static int check() {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            return 7;
        }
    }

    /** An initialiser that fails leaves its class unusable. */
    public static String fails() throws InterruptedException {
        broken = true;
        return both(() -> Breaking.VALUE, () -> Breaking.VALUE);
    }

    /** Whether it fails is a matter of order. */
    public static String mayFail() throws InterruptedException {
        return both(
                () -> Breaking.VALUE,
                () -> {
                    broken = true;
                    return Breaking.VALUE;
                });
    }

    private static class AlwaysBroken {
        static final int ONE = Integer.parseInt("one");
    }

    private static final class Below extends AlwaysBroken {
        static int value = 3;
    }

    /** That its initialiser computes the same each time does not make it succeed. */
    public static String failsAbove() throws InterruptedException {
        return both(() -> Below.value, () -> Below.value);
    }

    private static final class Recursive {
        static final int BEFORE = after();
        static final int AFTER = NEXT.incrementAndGet() + 10;

        private static int after() {
            return Reader.read();
        }
    }

    private static final class Reader {
        private Reader() {}

        static int read() {
            return Recursive.AFTER;
        }
    }

    /** Whoever runs an initialiser sees what it has not set yet. */
    public static String needsItself() {
        return Recursive.BEFORE + " " + Recursive.AFTER;
    }

    private static final class Shared {
        static int value;

        static {
            LEAKED.set(new Shared());
            GATE.countDown();
            value = NEXT.incrementAndGet();
        }

        int value() {
            return value;
        }
    }

    /** An object that others get hold of too early lets them wait. */
    public static String leaks() throws InterruptedException {
        return both(
                () -> Shared.value,
                () -> {
                    GATE.await();
                    return LEAKED.get().value();
                });
    }

    private static class Base {
        static int count;

        final int number = ++count;
    }

    private static final class Derived extends Base {
        static final String NAME = "derived".concat("!");
    }

    /** The class above has state, the one that is named has none. */
    public static String inherits() {
        return Derived.NAME + new Derived().number;
    }

    private static class Whole {
        static final Object PIECE = new Piece();
    }

    /** Without an initialiser of its own. */
    private static final class Piece extends Whole {}

    /** Whoever begins below waits for what is above, whose initialiser needs what is below. */
    public static String needsAPiece() throws InterruptedException {
        both(() -> Whole.PIECE, Piece::new);
        return "done";
    }

    private static class Parent {
        static int value = 4;
    }

    private static final class Child extends Parent {
        static final int NUMBER = NEXT.incrementAndGet();
    }

    /** To use what a class has inherited does not initialise it. */
    public static String inheritedField() {
        return Child.value + " " + NEXT.get();
    }
}
