package dev.tandem.core.explore.inside;

import dev.tandem.core.explore.world.UncontrolledException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Optional;

/** Finds out which classes keep something in static fields that can change. */
public final class Statics {

    private static final String STALE = "$tandemStale";
    private static final int IS_STALE = 1;

    private Statics() {}

    /**
     * A class has been initialised: should it have state, that state starts afresh in this
     * execution and in every one that follows.
     */
    public static void initialized(Class<?> type) {
        try {
            if (!hasState(type)) {
                return;
            }
            Field stale = type.getDeclaredField(STALE);
            stale.setAccessible(true);
            stale.setInt(null, IS_STALE);
            Gate.onBegin(() -> {
                try {
                    stale.setInt(null, IS_STALE);
                } catch (IllegalAccessException e) {
                    throw new UncontrolledException(
                            "the static state of " + type.getName() + " cannot be reset");
                }
            });
        } catch (ReflectiveOperationException e) {
            throw new UncontrolledException(
                    "the static state of " + type.getName() + " cannot be read: " + e.getMessage());
        }
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

    private static boolean isImmutable(Object value, int depth) throws IllegalAccessException {
        Class<?> type = value.getClass();
        String name = type.getName();
        if (name.startsWith("java.lang.")
                || name.startsWith("java.time.")
                || name.startsWith("dev.tandem.core.spi.")
                || value instanceof Enum) {
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
