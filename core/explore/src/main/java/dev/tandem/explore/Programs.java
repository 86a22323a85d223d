// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.rewriting.WorldClasses;
import dev.tandem.explore.world.Origin;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Workload;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
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
                    "there is no class '"
                            + mainClass(subject)
                            + "' on the class path; write its full name, such as com.acme.TransferTest");
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
                        yield ofMethod("main", List.of(), type, classes);
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
            case Subject.OfClass c -> ofMethod(c.method(), c.arguments(), type, classes);
        };
    }

    private static Callable<? extends @Nullable Object> ofMethod(
            String name, List<Argument> given, Class<?> type, WorldClasses classes) {
        Method method = method(type, name, given);
        boolean isMain = method.getParameterCount() > given.size();
        Optional<Method> guard = classes.guard(type);
        Values values = isMain ? () -> new Object[] {new String[0]} : values(given, classes);
        if (Modifier.isStatic(method.getModifiers())) {
            return () -> {
                initialise(guard);
                return call(method, null, values.get());
            };
        }
        if (UnitTest.isOne(method)) {
            UnitTest test = UnitTest.of(type, method, classes);
            return () -> test.run(values.get());
        }
        Constructor<?> constructor = constructor(type);
        return () -> {
            initialise(guard);
            Object object = unwrap(constructor::newInstance);
            return call(method, object, values.get());
        };
    }

    /** What a method is called with; made anew in every execution. */
    private interface Values {
        @Nullable Object[] get() throws Exception;
    }

    private static Values values(List<Argument> given, WorldClasses classes) {
        return () -> {
            @Nullable Object[] values = new Object[given.size()];
            for (int i = 0; i < values.length; i++) {
                Object value = given.get(i).value();
                values[i] = value instanceof Enum<?> constant ? twin(constant, classes) : value;
            }
            return values;
        };
    }

    /** The constant of the same name in the world. */
    private static Object twin(Enum<?> constant, WorldClasses classes) throws Exception {
        Class<?> type = classes.program(constant.getDeclaringClass().getName());
        initialise(classes.guard(type));
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> ((Enum<?>) each).name().equals(constant.name()))
                .findFirst()
                .orElseThrow();
    }

    static @Nullable Object call(Method method, @Nullable Object object, @Nullable Object... values)
            throws Exception {
        return unwrapNullable(() -> method.invoke(object, values));
    }

    /** A new object of a class. */
    static Object create(Constructor<?> constructor, Object... values) throws Exception {
        return unwrap(() -> constructor.newInstance(values));
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

    private static Method method(Class<?> type, String name, List<Argument> given) {
        List<String> types = given.stream().map(Argument::type).toList();
        boolean exists = false;
        for (Class<?> next = type; next != null; next = next.getSuperclass()) {
            for (Method method : next.getDeclaredMethods()) {
                boolean isMain =
                        name.equals("main")
                                && method.getParameterCount() == 1
                                && method.getParameterTypes()[0] == String[].class;
                boolean isNamed = method.getName().equals(name);
                if (isNamed && (types.equals(types(method)) || (isMain && types.isEmpty()))) {
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

    private static List<String> types(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> Origin.plain(type.getName()))
                .toList();
    }

    /**
     * @param enclosing what a class that is not static has around it
     */
    static Constructor<?> constructor(Class<?> type, Class<?>... enclosing) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(enclosing);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new TandemException.Usage(
                    type.getName()
                            + " has no constructor without arguments, so it cannot be created anew");
        }
    }

    static void initialise(Optional<Method> guard) throws Exception {
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
