// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import dev.tandem.explore.rewriting.InitialisationGuard;
import dev.tandem.explore.world.Levels;
import dev.tandem.explore.world.Origin;
import dev.tandem.explore.world.Trace;
import dev.tandem.explore.world.UncontrolledException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a program does by reflection, as it is about to do it: the class that it needs is
 * initialised as if its code had named it, and what would escape the explorer is refused.
 */
public final class Reflection {

    /** Methods of threads that are the same whoever calls them, and however. */
    private static final Set<String> OF_THREADS =
            Set.of("getContextClassLoader", "getName", "getPriority", "isDaemon", "isVirtual");

    private Reflection() {}

    /** {@link Class#forName} has found a class. */
    public static Class<?> found(Class<?> type, boolean initialise) throws Throwable {
        if (isConcurrent(type) && !type.isInterface()) {
            throw refusal("loads " + type.getName());
        }
        if (initialise) {
            initialise(type);
        }
        return type;
    }

    /** {@link Constructor#newInstance}. */
    public static void construct(Constructor<?> constructor) throws Throwable {
        refuseForeign(constructor, "creates a ");
        initialise(constructor.getDeclaringClass());
    }

    /** {@link Method#invoke}. */
    public static void invoke(Method method) throws Throwable {
        Class<?> owner = method.getDeclaringClass();
        boolean waits =
                owner == Object.class
                        && (method.getName().equals("wait")
                                || method.getName().startsWith("notify"));
        if (waits) {
            throw refusal("calls Object." + method.getName());
        }
        refuseForeign(method, "calls a method of ");
        initialiseFor(method);
    }

    /**
     * A field is about to be accessed by {@link Field}, or by a handle that {@link Accessors} has
     * made.
     *
     * @param site 0 where the place is that of the caller
     * @param target whose field it is; anything for a static one
     */
    public static void access(Field field, boolean write, int site, @Nullable Object target)
            throws Throwable {
        boolean isStatic = Modifier.isStatic(field.getModifiers());
        Class<?> owner = field.getDeclaringClass();
        if (!isRewritten(owner) || !(isStatic || owner.isInstance(target))) {
            // The access itself throws what is to be thrown.
            return;
        }
        if (isTwin(owner)) {
            throw refusal("accesses the field " + name(field));
        }
        initialiseFor(field);
        if (!isRecorded(field)) {
            if (write) {
                throw refusal("sets the field " + name(field) + ", which is final,");
            }
            return;
        }
        boolean isVolatile = Modifier.isVolatile(field.getModifiers());
        Gate.entry(site, isVolatile ? Levels.VOLATILES : Levels.MEMORY);
        int place = Gate.WORLD.locations().number(field) | (isVolatile ? Trace.VOLATILE : 0);
        if (isStatic) {
            Gate.WORLD.ledger().log(-1, place, write);
        } else if (target != null) {
            Gate.WORLD.ledger().touch(target, place, write);
        }
    }

    /** Whether accesses to a field by its name are recorded. */
    static boolean isRecorded(Field field) {
        return !isFinal(field) && !field.isSynthetic();
    }

    static String name(Field field) {
        return Origin.plain(field.getDeclaringClass().getName()) + "." + field.getName();
    }

    /** Whether a rewritten class is one of the JDK's. */
    static boolean isTwin(Class<?> type) {
        return isRewritten(type) && Origin.plain(type.getName()).startsWith("java.");
    }

    /** The rewriter makes static fields that are final assignable, and marks them as transient. */
    private static boolean isFinal(Field field) {
        int flags = field.getModifiers();
        return Modifier.isFinal(flags) || (Modifier.isStatic(flags) && Modifier.isTransient(flags));
    }

    /** A method of {@link Array} is about to access an element. */
    public static void element(@Nullable Object array, int index, boolean write, int site) {
        boolean isSound =
                array != null
                        && array.getClass().isArray()
                        && index >= 0
                        && index < Array.getLength(array);
        if (isSound) {
            Gate.entry(site, Levels.MEMORY);
            if (write) {
                Gate.writeElement(array, index);
            } else {
                Gate.readElement(array, index);
            }
        }
    }

    /**
     * {@link java.lang.invoke.MethodHandles.Lookup} is asked for a method, a constructor or a
     * handle of a static field.
     */
    public static void find(Class<?> owner, String name) throws Throwable {
        if (isHidden(owner, name)) {
            throw refusal("asks for a method of " + owner.getName());
        }
        initialise(owner);
    }

    /** Whether the explorer does something else in the place of a method, or none would see it. */
    private static boolean isHidden(Class<?> owner, String name) {
        return isConcurrent(owner) || (owner == Thread.class && !OF_THREADS.contains(name));
    }

    private static void refuseForeign(Member member, String what) {
        Class<?> owner = member.getDeclaringClass();
        if (isHidden(owner, member.getName())) {
            throw refusal(what + owner.getName());
        }
    }

    private static boolean isConcurrent(Class<?> type) {
        return type.getName().startsWith("java.util.concurrent.");
    }

    static boolean isRewritten(Class<?> type) {
        return type.getClassLoader() == Reflection.class.getClassLoader();
    }

    private static UncontrolledException refusal(String what) {
        return Gate.WORLD
                .world()
                .uncontrolled(
                        "the program "
                                + what
                                + " by reflection, which the explorer does not see; let it name the class"
                                + " in its code");
    }

    private static void initialiseFor(Member member) throws Throwable {
        if (Modifier.isStatic(member.getModifiers())) {
            initialise(member.getDeclaringClass());
        }
    }

    static void initialise(Class<?> type) throws Throwable {
        Optional<Method> guard = InitialisationGuard.of(type, Reflection::isRewritten);
        if (guard.isPresent()) {
            try {
                guard.get().invoke(null);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
