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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the program accesses by a variable handle or an updater: the very field or element, so that
 * it is the same place that others access by its name.
 *
 * <p>The kinds of the read and of the write are bits of {@link Trace}; below 0 there is none.
 */
@SuppressWarnings("unused") // the parameters are those of the methods they stand in for
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

    /** {@code Unsafe.fullFence}. */
    public static void fullFence(Object unsafe) {
        fullFence();
    }

    /** {@code Unsafe.loadFence}. */
    public static void acquireFence(Object unsafe) {
        acquireFence();
    }

    /** {@code Unsafe.storeFence}. */
    public static void releaseFence(Object unsafe) {
        releaseFence();
    }

    public static void fullFence() {
        Gate.WORLD.ledger().fence(true, true);
    }

    public static void acquireFence() {
        Gate.WORLD.ledger().fence(true, false);
    }

    public static void releaseFence() {
        Gate.WORLD.ledger().fence(false, true);
    }

    public static void loadLoadFence() {
        Gate.WORLD.ledger().fence(true, false);
    }

    public static void storeStoreFence() {
        Gate.WORLD.ledger().fence(false, true);
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

    /** Something at an offset is about to be updated, or not. */
    public static void reach(@Nullable Object target, long offset) throws Throwable {
        if (target == null) {
            throw Offsets.refusal("memory outside of the heap");
        }
        if (!target.getClass().isArray()) {
            Field field = Offsets.field(target, offset);
            if (Modifier.isStatic(field.getModifiers())) {
                Reflection.initialise(field.getDeclaringClass());
            }
        }
    }

    /** The attempt to update it has succeeded or failed. */
    public static void attempt(
            Object target, long offset, int bytes, int read, int write, boolean succeeded) {
        accessed(target, offset, bytes, read, succeeded ? write : -1);
    }

    /**
     * Something is accessed at an offset, as {@code Unsafe} does.
     *
     * @param target an object, an array or, for a static field, its class
     * @param bytes how many; 0 for a reference
     */
    public static void access(@Nullable Object target, long offset, int bytes, int read, int write)
            throws Throwable {
        reach(target, offset);
        accessed(Objects.requireNonNull(target), offset, bytes, read, write);
    }

    private static void accessed(Object target, long offset, int bytes, int read, int write) {
        if (target.getClass().isArray()) {
            int from = Offsets.element(target, offset);
            int to = Offsets.element(target, offset + Math.max(1, bytes) - 1);
            elements(target, from, to - from + 1, read, write);
            return;
        }
        Field field = Offsets.field(target, offset);
        boolean isStatic = Modifier.isStatic(field.getModifiers());
        boolean isRewritten = Reflection.isRewritten(field.getDeclaringClass());
        boolean isTwin = Reflection.isTwin(field.getDeclaringClass());
        if (!Reflection.isRecorded(field)) {
            if (write >= 0) {
                throw Offsets.refusal("the field " + Reflection.name(field) + ", which is final");
            }
        } else if (isTwin || (!isRewritten && write >= 0)) {
            throw Offsets.refusal("the field " + Reflection.name(field) + " of the JDK");
        } else if (isRewritten) {
            int object = isStatic ? -1 : Gate.WORLD.ledger().identify(target);
            log(object, locations().number(field), read, write);
        } else {
            Gate.touchForeign(target);
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
