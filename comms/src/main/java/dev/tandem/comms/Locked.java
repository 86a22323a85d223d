// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Puts one lock around every method of an interface, whatever methods it has. */
final class Locked implements InvocationHandler {

    private final Object target;
    private final ReentrantLock lock = new ReentrantLock();

    private Locked(Object target) {
        this.target = target;
    }

    /**
     * A view of the target that lets one thread in at a time. What a method returns, an iterator
     * for instance, is handed out as it is.
     *
     * @param type an interface; a native executable has to be told of it when it is built
     */
    static <T> T all(Class<T> type, T target) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(), new Class<?>[] {type}, new Locked(target)));
    }

    @Override
    public @Nullable Object invoke(
            Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        lock.lock();
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            // What the method itself has thrown is what its caller is to see.
            throw e.getTargetException();
        } finally {
            lock.unlock();
        }
    }
}
