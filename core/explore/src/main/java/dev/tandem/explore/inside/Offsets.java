// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import dev.tandem.explore.world.UncontrolledException;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/** What is at an offset, as {@code Unsafe} counts them. */
final class Offsets {

    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private static final ClassValue<Map<Long, Field>> FIELDS =
            new ClassValue<>() {
                @Override
                protected Map<Long, Field> computeValue(Class<?> type) {
                    Map<Long, Field> fields = new HashMap<>();
                    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
                        for (Field field : at.getDeclaredFields()) {
                            if (!Modifier.isStatic(field.getModifiers())) {
                                fields.put(UNSAFE.objectFieldOffset(field), field);
                            }
                        }
                    }
                    return fields;
                }
            };

    private static final ClassValue<Map<Long, Field>> STATICS =
            new ClassValue<>() {
                @Override
                protected Map<Long, Field> computeValue(Class<?> type) {
                    Map<Long, Field> fields = new HashMap<>();
                    for (Field field : type.getDeclaredFields()) {
                        if (Modifier.isStatic(field.getModifiers())) {
                            fields.put(UNSAFE.staticFieldOffset(field), field);
                        }
                    }
                    return fields;
                }
            };

    private Offsets() {}

    /**
     * The field of an object, or the static field of a class.
     *
     * @throws UncontrolledException when there is none
     */
    static Field field(Object target, long offset) {
        @Nullable Field field =
                target instanceof Class<?> type
                        ? STATICS.get(type).get(offset)
                        : FIELDS.get(target.getClass()).get(offset);
        if (field == null) {
            throw refusal(
                    "what is at offset "
                            + offset
                            + " of an object of "
                            + target.getClass().getName()
                            + ", where no field begins");
        }
        return field;
    }

    /**
     * The index of the element of an array.
     *
     * @throws UncontrolledException when it has no such element
     */
    static int element(Object array, long offset) {
        int index = Identity.index(array.getClass(), offset);
        if (index < 0 || index >= Array.getLength(array)) {
            throw refusal("element " + index + " of an array of " + Array.getLength(array));
        }
        return index;
    }

    static UncontrolledException refusal(String what) {
        return Gate.WORLD
                .world()
                .uncontrolled(
                        "the program accesses by Unsafe "
                                + what
                                + "; the explorer sees what is done so to fields that are not final,"
                                + " and to elements of arrays");
    }
}
