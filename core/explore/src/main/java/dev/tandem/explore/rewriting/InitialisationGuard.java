// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a rewritten class with static state has in addition: a field that says whether it is still
 * to be initialised in this execution, and a method that sees to it, called wherever the class is
 * used.
 */
public final class InitialisationGuard {

    /** The name of the field, an {@code int}; 0 as long as there is nothing to do. */
    public static final String STALE = "$tandemStale";

    /** The name of the method, which takes nothing and returns nothing. */
    static final String NAME = "$tandemGuard";

    private InitialisationGuard() {}

    /**
     * The guard of a class, or of the first class above it that has one: it sees to those above
     * itself.
     *
     * @param isRewritten tells the classes that can have one
     * @return to be invoked without arguments from within an execution
     */
    public static Optional<Method> of(Class<?> type, Predicate<Class<?>> isRewritten) {
        for (Class<?> at = type; at != null && isRewritten.test(at); at = at.getSuperclass()) {
            Optional<Method> guard = declaredBy(at);
            if (guard.isPresent()) {
                return guard;
            }
        }
        return Optional.empty();
    }

    private static Optional<Method> declaredBy(Class<?> type) {
        try {
            Method guard = type.getDeclaredMethod(NAME);
            guard.setAccessible(true);
            return Optional.of(guard);
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }
}
