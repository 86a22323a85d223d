// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.rewriting.WorldClasses;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Workload;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Finds the program in its rewritten classes. */
final class Programs {

    private Programs() {}

    static String mainClass(Subject subject) {
        return switch (subject) {
            case Subject.OfWorkload w -> w.workload().getClass().getName();
            case Subject.OfClass c -> c.className();
            case Subject.OfObject o -> o.className();
        };
    }

    static Callable<? extends @Nullable Object> load(
            Subject subject,
            WorldClasses classes,
            @Nullable ExploringContext context,
            Stage stage) {
        try {
            return find(subject, classes, context, stage);
        } catch (ClassFormatError e) {
            throw new TandemException.Usage(String.valueOf(e.getMessage()));
        }
    }

    private static Callable<? extends @Nullable Object> find(
            Subject subject,
            WorldClasses classes,
            @Nullable ExploringContext context,
            Stage stage) {
        Class<?> type;
        try {
            type = classes.program(mainClass(subject));
        } catch (ClassNotFoundException e) {
            throw new TandemException.Usage(
                    "there is no class "
                            + mainClass(subject)
                            + " on the class path; write its full name, such as com.acme.TransferTest");
        } catch (ClassFormatError e) {
            throw e;
        } catch (LinkageError e) {
            throw new TandemException.Usage(
                    "the class "
                            + mainClass(subject)
                            + " cannot be loaded ("
                            + e.getMessage()
                            + "); put what it needs on the class path");
        }
        Optional<Method> guard = classes.guard(type);
        return switch (subject) {
            case Subject.OfWorkload w -> {
                Constructor<?> constructor = constructor(type);
                ExploringContext given = java.util.Objects.requireNonNull(context);
                yield () -> {
                    initialise(guard);
                    return ((Workload) unwrap(constructor::newInstance)).run(given);
                };
            }
            case Subject.OfObject o -> {
                Constructor<?> constructor = constructor(type);
                yield () -> {
                    initialise(guard);
                    return o.use().run(unwrap(constructor::newInstance), stage);
                };
            }
            case Subject.OfClass c when c.method().isEmpty() -> {
                if (!Runnable.class.isAssignableFrom(type)) {
                    if (has(type, "main")) {
                        yield ofMethod("main", type, classes);
                    }
                    throw new TandemException.Usage(
                            c.className()
                                    + " is no Runnable and has no main; name a method of it, such as "
                                    + c.className()
                                    + "#run");
                }
                Constructor<?> constructor = constructor(type);
                yield () -> {
                    initialise(guard);
                    ((Runnable) unwrap(constructor::newInstance)).run();
                    return null;
                };
            }
            case Subject.OfClass c -> ofMethod(c.method(), type, classes);
        };
    }

    private static Callable<? extends @Nullable Object> ofMethod(
            String name, Class<?> type, WorldClasses classes) {
        Method method = method(type, name);
        boolean isMain = method.getParameterCount() == 1;
        Optional<Method> guard = classes.guard(type);
        Object[] arguments = isMain ? new Object[] {new String[0]} : new Object[0];
        if (Modifier.isStatic(method.getModifiers())) {
            return () -> {
                initialise(guard);
                return unwrapNullable(() -> method.invoke(null, arguments));
            };
        }
        Constructor<?> constructor = constructor(type);
        if (UnitTest.isOne(method)) {
            UnitTest test = UnitTest.of(type, method);
            return () -> {
                initialise(guard);
                return test.run(unwrap(constructor::newInstance));
            };
        }
        return () -> {
            initialise(guard);
            Object object = unwrap(constructor::newInstance);
            return unwrapNullable(() -> method.invoke(object, arguments));
        };
    }

    /** Calls a method without arguments. */
    static @Nullable Object call(Method method, Object object) throws Exception {
        return unwrapNullable(() -> method.invoke(object));
    }

    private static boolean has(Class<?> type, String name) {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method ->
                        method.getName().equals(name)
                                && (method.getParameterCount() == 0
                                        || Arrays.equals(
                                                method.getParameterTypes(),
                                                new Class<?>[] {String[].class})));
    }

    private static Method method(Class<?> type, String name) {
        boolean exists = false;
        for (Class<?> next = type; next != null; next = next.getSuperclass()) {
            for (Method method : next.getDeclaredMethods()) {
                boolean isMain =
                        name.equals("main")
                                && method.getParameterCount() == 1
                                && method.getParameterTypes()[0] == String[].class;
                boolean isNamed = method.getName().equals(name);
                if (isNamed && (method.getParameterCount() == 0 || isMain)) {
                    method.setAccessible(true);
                    return method;
                }
                exists |= isNamed && next == type;
            }
        }
        throw new TandemException.Usage(
                exists
                        ? type.getName()
                                + "#"
                                + name
                                + " takes arguments; the explorer calls methods without any, or main"
                        : type.getName() + " has no method " + name);
    }

    private static Constructor<?> constructor(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new TandemException.Usage(
                    type.getName()
                            + " has no constructor without arguments, so it cannot be created anew");
        }
    }

    private static void initialise(Optional<Method> guard) throws Exception {
        if (guard.isPresent()) {
            unwrapNullable(() -> guard.get().invoke(null));
        }
    }

    private interface Reflective<T extends @Nullable Object> {
        T get() throws ReflectiveOperationException;
    }

    private static Object unwrap(Reflective<?> call) throws Exception {
        return java.util.Objects.requireNonNull(unwrapNullable(call));
    }

    private static @Nullable Object unwrapNullable(Reflective<?> call) throws Exception {
        try {
            return call.get();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception exception) {
                throw exception;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }
}
