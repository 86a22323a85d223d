// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import java.lang.reflect.Field;
import java.util.IdentityHashMap;

/**
 * Which field a handle or an updater is of. What has been found once stays so: handles outlive the
 * executions of a world.
 */
public final class Locations {

    /** In place of a field number: of a handle that nobody has seen being made. */
    public static final int UNKNOWN = 0;

    /** In place of an index, for an access that has none. */
    public static final int NO_INDEX = Integer.MIN_VALUE;

    private static final int STATIC = 1 << 31;

    private final IdentityHashMap<Object, Integer> fields = new IdentityHashMap<>();
    private Numbering numbering = (owner, name) -> UNKNOWN;

    /** Gives the fields of rewritten classes the numbers that their accesses by name have. */
    @FunctionalInterface
    public interface Numbering {
        /**
         * @param owner the class that is asked for the field, which may inherit it
         */
        int number(Class<?> owner, String name);
    }

    Locations() {}

    public void numberedBy(Numbering fieldNumbers) {
        numbering = fieldNumbers;
    }

    void succeed(Locations before) {
        fields.putAll(before.fields);
    }

    /** The number that accesses to a field by its name have. */
    public int number(Field field) {
        return numbering.number(field.getDeclaringClass(), field.getName());
    }

    /** A handle or an updater has been found. */
    public void found(Object handle, Class<?> owner, String name, boolean isStatic) {
        fields.put(handle, numbering.number(owner, name) | (isStatic ? STATIC : 0));
    }

    /** A handle is of the same field as another. */
    public void same(Object handle, Object other) {
        Integer field = fields.get(other);
        if (field != null) {
            fields.put(handle, field);
        }
    }

    /** The number of the field, or {@link #UNKNOWN}. */
    public int field(Object handle) {
        return fields.getOrDefault(handle, UNKNOWN) & ~STATIC;
    }

    public boolean isStatic(Object handle) {
        return (fields.getOrDefault(handle, UNKNOWN) & STATIC) != 0;
    }
}
