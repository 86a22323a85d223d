// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/** Method handles that read and write fields: they tell the world of it whenever they are used. */
public final class Accessors {

    private static final MethodHandle TELLING;

    static {
        try {
            TELLING =
                    MethodHandles.lookup()
                            .findStatic(
                                    Reflection.class,
                                    "access",
                                    MethodType.methodType(
                                            void.class,
                                            Field.class,
                                            boolean.class,
                                            int.class,
                                            Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Accessors() {}

    /** A method handle that reads or writes a field has been found: it tells what it does. */
    public static MethodHandle telling(
            MethodHandle handle, Class<?> owner, String name, boolean write) {
        for (Class<?> at = owner; at != null; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return telling(handle, field, write);
                }
            }
        }
        // One of an interface, which is final.
        return handle;
    }

    public static MethodHandle telling(MethodHandle handle, Field field, boolean write) {
        MethodHandle telling = MethodHandles.insertArguments(TELLING, 0, field, write, 0);
        boolean isStatic = Modifier.isStatic(field.getModifiers());
        return MethodHandles.foldArguments(
                handle,
                isStatic
                        ? MethodHandles.insertArguments(telling, 0, (Object) null)
                        : telling.asType(
                                MethodType.methodType(void.class, handle.type().parameterType(0))));
    }
}
