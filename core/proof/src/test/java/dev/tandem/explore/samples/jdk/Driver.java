// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.jdk;

import dev.tandem.explore.ChosenPair;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Spliterator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.BaseStream;

/**
 * The program: two threads each call one method of one object. What calls which method is generated
 * in a subclass.
 */
public abstract class Driver {

    /** Stands between the ends of two calls. */
    public static final String SEPARATOR = " | ";

    /** How a call ends that throws nothing. */
    public static final String RETURNS = "returns";

    /** How a call ends that does not even end when it is interrupted. */
    public static final String WAITS = "waits";

    private static final long LONG = TimeUnit.DAYS.toMillis(1000);

    /** An object of a type. */
    protected abstract Object make(int type) throws Throwable;

    /** Calls a method or constructor; what it returns, or null. */
    protected abstract Object call(int type, int member, Object target) throws Throwable;

    /** How the two calls end, each with what it throws; who waits is interrupted. */
    public final String pair() throws Throwable {
        ChosenPair pair = ChosenPair.get();
        Object target = make(pair.type());
        Caller first = new Caller(pair.type(), pair.first(), target);
        Caller second = new Caller(pair.type(), pair.second(), target);
        Thread one = Thread.ofPlatform().name("one").daemon().start(first);
        Thread two = Thread.ofPlatform().name("two").daemon().start(second);
        one.join(LONG);
        one.interrupt();
        two.join(LONG);
        two.interrupt();
        one.join(LONG);
        two.join(LONG);
        return first.end + SEPARATOR + second.end;
    }

    private final class Caller implements Runnable {

        private final int type;
        private final int member;
        private final Object target;
        volatile String end = WAITS;

        Caller(int type, int member, Object target) {
            this.type = type;
            this.member = member;
            this.target = target;
        }

        @Override
        public void run() {
            try {
                use(call(type, member, target));
                end = RETURNS;
            } catch (Throwable e) {
                end = e.toString();
            }
        }
    }

    private static void use(Object result) {
        switch (result) {
            case Iterator<?> i -> {
                if (i.hasNext()) {
                    i.next();
                }
            }
            case Spliterator<?> s -> s.tryAdvance(any -> {});
            case BaseStream<?, ?> s -> s.close();
            case Collection<?> c -> c.forEach(any -> {});
            case Map<?, ?> m -> m.forEach((key, value) -> {});
            case ExecutorService e -> e.shutdown();
            case null, default -> {}
        }
    }
}
