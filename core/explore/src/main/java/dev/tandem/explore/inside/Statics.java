// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import dev.tandem.explore.rewriting.InitialisationGuard;
import dev.tandem.explore.world.UncontrolledException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Optional;

/** The initialisers of the rewritten classes, and what these keep in static fields. */
public final class Statics {

    /** The class is to be initialised. */
    private static final int IS_STALE = 1;

    /** To initialise it is a step: others may take notice of it. */
    private static final int IS_CONTROLLED = 8;

    private Statics() {}

    /**
     * A class has been initialised: should it have state, that state starts afresh in this
     * execution and in every one that follows.
     *
     * @param above what stands in the same place of the class above; 0 when there is none
     */
    public static void initialized(Class<?> type, int above) {
        try {
            if (above != 0 || hasState(type)) {
                becomes(type, IS_STALE | (above & IS_CONTROLLED));
            }
        } catch (IllegalAccessException e) {
            throw new UncontrolledException(
                    "the static state of " + type.getName() + " cannot be read: " + e.getMessage());
        }
    }

    /** A class is to be initialised in this execution and in every one that follows. */
    public static void stale(Class<?> type) {
        becomes(type, IS_STALE | IS_CONTROLLED);
    }

    /** A constant of an enum that is about to be constructed anew. */
    public static Enum<?> constant(Enum<?>[] constants, int ordinal) {
        return constants[ordinal];
    }

    /** Where a class says whether it is to be initialised. */
    private static Field stateOf(Class<?> type) throws NoSuchFieldException {
        Field stale = type.getDeclaredField(InitialisationGuard.STALE);
        stale.setAccessible(true);
        return stale;
    }

    private static void becomes(Class<?> type, int state) {
        try {
            Field stale = stateOf(type);
            stale.setInt(null, state);
            Runnable reset =
                    () -> {
                        try {
                            stale.setInt(null, state);
                        } catch (IllegalAccessException e) {
                            throw new UncontrolledException(
                                    "the static state of " + type.getName() + " cannot be reset");
                        }
                    };
            Gate.WORLD.initialisers().onBegin(type, reset);
        } catch (ReflectiveOperationException e) {
            throw new UncontrolledException(
                    "the static state of " + type.getName() + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * The JVM runs an initialiser: no thread can be switched until its end.
     *
     * @param name of the class
     */
    public static void beginAtomic(String name) {
        Gate.WORLD.initialisers().beginAtomic(name);
    }

    /** The end of what the JVM runs. */
    public static void endAtomic() {
        Gate.WORLD.initialisers().endAtomic();
    }

    /**
     * A class that was stale is about to be initialised in this execution.
     *
     * @param site where its initialiser is
     * @param state how it has been found
     */
    public static void enter(Class<?> type, int site, int state) {
        boolean step = (state & IS_CONTROLLED) != 0;
        if (step) {
            Gate.arrive(site);
        }
        Gate.WORLD.initialisers().enter(type, step);
    }

    public static void exit(Class<?> type) {
        Gate.WORLD.initialisers().exit(type);
    }

    /** What those get to know who need a class whose initialiser has failed. */
    public static void failed(Class<?> type) {
        throw new NoClassDefFoundError("Could not initialize class " + type.getName());
    }

    /** What whoever runs an initialiser gets to know when it fails. */
    public static Error failing(Throwable thrown) {
        return thrown instanceof Error error ? error : new ExceptionInInitializerError(thrown);
    }

    private static boolean hasState(Class<?> type) throws IllegalAccessException {
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())
                    || (field.isSynthetic() && field.getName().startsWith("$tandem"))) {
                continue;
            }
            field.setAccessible(true);
            if (Modifier.isFinal(field.getModifiers()) || isConstantByNature(field)) {
                continue;
            }
            // The rewriter makes final fields assignable and marks them as transient.
            Object value = Modifier.isTransient(field.getModifiers()) ? field.get(null) : null;
            if (value == null || !isImmutable(value, 4)) {
                return true;
            }
        }
        return false;
    }

    /** The assertion switch and the table of a switch over an enum are written once. */
    private static boolean isConstantByNature(Field field) {
        return field.isSynthetic();
    }

    /** Whether a class has state that starts afresh in every execution. */
    private static boolean isStale(Class<?> type) throws IllegalAccessException {
        try {
            return stateOf(type).getInt(null) != 0;
        } catch (NoSuchFieldException e) {
            return false;
        }
    }

    private static boolean isImmutable(Object value, int depth) throws IllegalAccessException {
        Class<?> type = value.getClass();
        String name = type.getName();
        if (value instanceof Enum<?> constant) {
            return name.startsWith("java.") || !isStale(constant.getDeclaringClass());
        }
        if (name.startsWith("java.lang.")
                || name.startsWith("java.time.")
                || name.startsWith("dev.tandem.spi.")) {
            return !(value instanceof Thread || value instanceof StringBuilder)
                    && type != Object.class;
        }
        if (depth == 0) {
            return false;
        }
        if (value instanceof Optional<?> optional) {
            return optional.isEmpty() || isImmutable(optional.get(), depth - 1);
        }
        if (name.startsWith("java.util.ImmutableCollections")
                && value instanceof Collection<?> elements) {
            for (Object element : elements) {
                if (!isImmutable(element, depth - 1)) {
                    return false;
                }
            }
            return true;
        }
        return type.isRecord() && hasImmutableComponents(value, depth);
    }

    private static boolean hasImmutableComponents(Object value, int depth)
            throws IllegalAccessException {
        for (Field field : value.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                Object component = field.get(value);
                if (component != null && !isImmutable(component, depth - 1)) {
                    return false;
                }
            }
        }
        return true;
    }
}
