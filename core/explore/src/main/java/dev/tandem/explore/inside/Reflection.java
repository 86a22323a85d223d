// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import dev.tandem.explore.rewriting.InitialisationGuard;
import dev.tandem.explore.world.UncontrolledException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;

/**
 * What a program does by reflection, as it is about to do it: the class that it needs is
 * initialised as if its code had named it, and what would escape the explorer is refused.
 */
public final class Reflection {

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

    /** The methods of {@link Field} that read and write. */
    public static void access(Field field) throws Throwable {
        if (isRewritten(field.getDeclaringClass()) && !isFinal(field)) {
            throw refusal(
                    "accesses the field "
                            + field.getDeclaringClass().getName()
                            + "."
                            + field.getName());
        }
        initialiseFor(field);
    }

    /** The rewriter makes static fields that are final assignable, and marks them as transient. */
    private static boolean isFinal(Field field) {
        int flags = field.getModifiers();
        return Modifier.isFinal(flags) || (Modifier.isStatic(flags) && Modifier.isTransient(flags));
    }

    /**
     * {@link java.lang.invoke.MethodHandles.Lookup} is asked for a method, a constructor or a
     * handle of a static field.
     */
    public static void find(Class<?> owner) throws Throwable {
        if (isConcurrent(owner) || owner == Thread.class) {
            throw refusal("asks for a method of " + owner.getName());
        }
        initialise(owner);
    }

    /** A method handle that reads or writes a field is asked for. */
    public static void findAccessor(Class<?> owner) {
        if (isRewritten(owner)) {
            throw refusal("accesses a field of " + owner.getName());
        }
    }

    private static void refuseForeign(Member member, String what) {
        Class<?> owner = member.getDeclaringClass();
        if (isConcurrent(owner) || owner == Thread.class) {
            throw refusal(what + owner.getName());
        }
    }

    private static boolean isConcurrent(Class<?> type) {
        return type.getName().startsWith("java.util.concurrent.");
    }

    private static boolean isRewritten(Class<?> type) {
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

    private static void initialise(Class<?> type) throws Throwable {
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
