// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import dev.tandem.explore.world.Ledger;
import dev.tandem.explore.world.Locations;
import dev.tandem.explore.world.Trace;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the program accesses by a variable handle or an updater: the very field or element, so that
 * it is the same place that others access by its name.
 *
 * <p>The kinds of the read and of the write are bits of {@link Trace}; below 0 there is none.
 */
public final class Handles {

    private Handles() {}

    private static Locations locations() {
        return Gate.WORLD.locations();
    }

    /** A handle or an updater of a field has been found. */
    public static void found(Object handle, Class<?> owner, String name) {
        locations().found(handle, owner, name, false);
    }

    public static void foundStatic(Object handle, Class<?> owner, String name) {
        locations().found(handle, owner, name, true);
    }

    public static void found(Object handle, Field field) {
        locations()
                .found(
                        handle,
                        field.getDeclaringClass(),
                        field.getName(),
                        Modifier.isStatic(field.getModifiers()));
    }

    /** {@link ConstantBootstraps#fieldVarHandle}. */
    public static VarHandle fieldVarHandle(
            Lookup lookup, String name, Class<VarHandle> type, Class<?> owner, Class<?> field) {
        VarHandle handle = ConstantBootstraps.fieldVarHandle(lookup, name, type, owner, field);
        found(handle, owner, name);
        return handle;
    }

    /** {@link ConstantBootstraps#staticFieldVarHandle}. */
    public static VarHandle staticFieldVarHandle(
            Lookup lookup, String name, Class<VarHandle> type, Class<?> owner, Class<?> field) {
        VarHandle handle =
                ConstantBootstraps.staticFieldVarHandle(lookup, name, type, owner, field);
        foundStatic(handle, owner, name);
        return handle;
    }

    /** {@link VarHandle#withInvokeExactBehavior}. */
    public static VarHandle withInvokeExactBehavior(VarHandle handle) {
        return same(handle.withInvokeExactBehavior(), handle);
    }

    /** {@link VarHandle#withInvokeBehavior}. */
    public static VarHandle withInvokeBehavior(VarHandle handle) {
        return same(handle.withInvokeBehavior(), handle);
    }

    private static VarHandle same(VarHandle handle, VarHandle other) {
        locations().same(handle, other);
        return handle;
    }

    public static void fullFence() {
        Gate.WORLD.scheduler().fence(true, true);
    }

    public static void acquireFence() {
        Gate.WORLD.scheduler().fence(true, false);
    }

    public static void releaseFence() {
        Gate.WORLD.scheduler().fence(false, true);
    }

    public static void loadLoadFence() {
        Gate.WORLD.scheduler().fence(true, false);
    }

    public static void storeStoreFence() {
        Gate.WORLD.scheduler().fence(false, true);
    }

    /** The one field of an object of {@code java.util.concurrent.atomic} is accessed. */
    public static void value(@Nullable Object atomic, int read, int write) {
        if (atomic != null) {
            log(Gate.WORLD.ledger().identify(atomic), Trace.VALUE, read, write);
        }
    }

    /** An attempt to update that field has succeeded or failed. */
    public static void attempt(@Nullable Object atomic, int read, int write, boolean succeeded) {
        value(atomic, read, succeeded ? write : -1);
    }

    /** An attempt to update something by a handle has succeeded or failed. */
    public static void attempt(
            Object handle,
            @Nullable Object target,
            int index,
            int read,
            int write,
            boolean succeeded) {
        access(handle, target, index, read, succeeded ? write : -1);
    }

    /**
     * Something is accessed by a handle.
     *
     * @param target whose field or element it is; anything, for the handle of a static field
     * @param index the number that follows, if one does, or else {@link Locations#NO_INDEX}
     */
    public static void access(
            Object handle, @Nullable Object target, int index, int read, int write) {
        Ledger ledger = Gate.WORLD.ledger();
        int field = locations().field(handle);
        if (field != Locations.UNKNOWN && locations().isStatic(handle)) {
            log(-1, field, read, write);
        } else if (target == null) {
            // The access itself throws what is to be thrown.
            return;
        } else if (field != Locations.UNKNOWN) {
            log(ledger.identify(target), field, read, write);
        } else if (index != Locations.NO_INDEX && target.getClass().isArray()) {
            elements(target, index, width(handle, target.getClass()), read, write);
        } else if (index != Locations.NO_INDEX
                && target instanceof ByteBuffer buffer
                && buffer.hasArray()) {
            int from = buffer.arrayOffset() + index;
            elements(buffer.array(), from, width(handle, byte[].class), read, write);
        } else {
            throw Gate.WORLD
                    .world()
                    .uncontrolled(
                            "the program uses a variable handle that was not found by a field's name, and"
                                    + " is neither one of an array's elements nor of bytes in one; access"
                                    + " the memory by another, or by its name");
        }
    }

    private static void elements(Object array, int from, int count, int read, int write) {
        for (int i = from; i < from + count; i++) {
            log(Gate.WORLD.ledger().identify(array), Trace.element(i), read, write);
        }
    }

    /** How many elements of an array a handle accesses at once. */
    private static int width(Object handle, Class<?> array) {
        boolean ofBytes =
                array == byte[].class
                        && handle instanceof VarHandle known
                        && known.varType() != byte.class;
        return ofBytes ? bytes(((VarHandle) handle).varType()) : 1;
    }

    private static int bytes(Class<?> primitive) {
        return primitive == long.class || primitive == double.class
                ? Long.BYTES
                : primitive == int.class || primitive == float.class ? Integer.BYTES : Short.BYTES;
    }

    private static void log(int object, int field, int read, int write) {
        if (read >= 0) {
            Gate.read(object, field | read);
        }
        if (write >= 0) {
            Gate.write(object, field | write);
        }
    }
}
