// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.own;

import dev.tandem.spi.Job;
import dev.tandem.spi.TandemException.Usage;
import dev.tandem.spi.TandemException.WorkerFailed;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the job in a class that nobody has told the catalogue of. Never in a native image. */
public final class OwnCode {

    /** The last part of the name of a class begins with a capital, as no part of an id does. */
    private static final Pattern NAME = Pattern.compile("([\\w$]+\\.)*[A-Z][\\w$]*(#[\\w$]+)?");

    private OwnCode() {}

    /** Whether a text is the name of a class, or of a method of one, and no id. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * The job that a name stands for: {@code CLASS}, a {@link Job} with a constructor without
     * arguments, or {@code CLASS#METHOD}, a method that takes the number of a part or nothing.
     *
     * @param loader finds the class
     * @throws Usage when there is no such thing, or it cannot be a job
     */
    public static Job<?> job(String name, ClassLoader loader) {
        int hash = name.indexOf('#');
        Class<?> type = load(hash < 0 ? name : name.substring(0, hash), loader);
        try {
            Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            return hash < 0
                    ? ofJob(name, type, lookup)
                    : ofMethod(name, type, name.substring(hash + 1), lookup);
        } catch (IllegalAccessException e) {
            throw new Usage(name + " cannot be called: " + e.getMessage());
        }
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return loader.loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new Usage(
                    "there is no class '"
                            + name
                            + "' on the class path; write its full name, such as com.acme.Prices");
        } catch (LinkageError e) {
            throw new Usage(
                    "the class "
                            + name
                            + " cannot be loaded ("
                            + e.getMessage()
                            + "); put what it needs on the class path");
        }
    }

    private static Job<?> ofJob(String name, Class<?> type, Lookup lookup)
            throws IllegalAccessException {
        if (!Job.class.isAssignableFrom(type)) {
            throw new Usage(name + " is no Job; name a method of it, such as " + name + "#compute");
        }
        Object made = create(name, constructor(name, type, lookup));
        return new NamedJob<>(name, (Job<?>) made);
    }

    private static MethodHandle constructor(String name, Class<?> type, Lookup lookup)
            throws IllegalAccessException {
        try {
            if (Modifier.isAbstract(type.getModifiers())) {
                throw new Usage(name + " is abstract, so it cannot be created");
            }
            return lookup.findConstructor(type, MethodType.methodType(void.class));
        } catch (NoSuchMethodException e) {
            throw new Usage(
                    name + " has no constructor without arguments, so it cannot be created");
        }
    }

    static Object create(String name, MethodHandle constructor) {
        try {
            return constructor.invoke();
        } catch (Throwable e) {
            throw failed("the constructor of " + name, e);
        }
    }

    private static Job<?> ofMethod(String name, Class<?> type, String method, Lookup lookup)
            throws IllegalAccessException {
        List<Method> named =
                Stream.<Class<?>>iterate(type, c -> c != null, Class::getSuperclass)
                        .flatMap(c -> Arrays.stream(c.getDeclaredMethods()))
                        .filter(m -> m.getName().equals(method) && !m.isBridge())
                        .toList();
        Method chosen =
                named.stream()
                        .filter(m -> takes(m, int.class))
                        .findFirst()
                        .or(() -> named.stream().filter(OwnCode::takes).findFirst())
                        .orElseThrow(() ->
                                new Usage(
                                        named.isEmpty()
                                                ? type.getName() + " has no method " + method
                                                : name
                                                        + " takes other arguments; what is measured"
                                                        + " takes an int, the number of a part, or"
                                                        + " nothing"));
        MethodHandle handle = lookup.unreflect(chosen);
        Optional<MethodHandle> constructor =
                Modifier.isStatic(chosen.getModifiers())
                        ? Optional.empty()
                        : Optional.of(constructor(type.getName(), type, lookup));
        return new MethodJob(name, handle, constructor, digest(type, lookup));
    }

    private static boolean takes(Method method, Class<?>... types) {
        return Arrays.equals(method.getParameterTypes(), types);
    }

    /** A static method {@code long digest(…)} of the class itself, which has the last word. */
    private static Optional<MethodHandle> digest(Class<?> type, Lookup lookup)
            throws IllegalAccessException {
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().equals("digest")
                    && Modifier.isStatic(method.getModifiers())
                    && method.getParameterTypes().length == 1
                    && method.getReturnType() == long.class) {
                return Optional.of(lookup.unreflect(method));
            }
        }
        return Optional.empty();
    }

    /** What the user's code has thrown, in one line: it has failed in the process made for it. */
    static WorkerFailed failed(String what, Throwable e) {
        StackTraceElement[] stack = e.getStackTrace();
        String place = stack.length == 0 ? "" : " at " + stack[0];
        String text = what + " threw " + e + place;
        return new WorkerFailed(text.replaceAll("\\s+", " "), e);
    }
}
