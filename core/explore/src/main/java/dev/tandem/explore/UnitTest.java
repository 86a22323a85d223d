// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.rewriting.WorldClasses;
import java.lang.annotation.Annotation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A test of JUnit with what JUnit does before and after it: once an execution, as if it were the
 * only test of its class. JUnit is the user's, so its annotations are known by their names.
 *
 * @param nests the class of the test, and before it those that enclose it
 */
record UnitTest(Method test, List<Nest> nests) {

    private static final String JUPITER = "org.junit.jupiter.";
    private static final String ABORTED = "org.opentest4j.TestAbortedException";

    /** What an execution comes to whose assumptions do not hold. */
    static final String ASSUMPTION = "assumption failed";

    /**
     * A class with the methods around each of its tests, those of a superclass first.
     *
     * @param guard sees to the static state of the class
     * @param constructor takes an object of the class that encloses this one, if any does
     */
    private record Nest(
            Optional<Method> guard,
            Constructor<?> constructor,
            List<Method> beforeAll,
            List<Method> beforeEach,
            List<Method> afterEach,
            List<Method> afterAll) {

        static Nest of(Class<?> type, Constructor<?> constructor, WorldClasses classes) {
            return new Nest(
                    classes.guard(type),
                    constructor,
                    annotated(type, "BeforeAll"),
                    annotated(type, "BeforeEach"),
                    annotated(type, "AfterEach").reversed(),
                    annotated(type, "AfterAll").reversed());
        }

        /** Whether what is called once a class needs an object of it. */
        boolean isOnePerClass() {
            return Stream.concat(beforeAll.stream(), afterAll.stream())
                    .anyMatch(method -> !Modifier.isStatic(method.getModifiers()));
        }
    }

    static boolean isOne(Method method) {
        return annotations(method)
                .anyMatch(annotation ->
                        annotation.annotationType().getName().startsWith(JUPITER)
                                && annotation.annotationType().getSimpleName().endsWith("Test"));
    }

    /**
     * @param type the class that is tested, which may have inherited the method
     */
    static UnitTest of(Class<?> type, Method test, WorldClasses classes) {
        Deque<Nest> nests = new ArrayDeque<>();
        Class<?> inner = type;
        while (isInner(inner)) {
            Class<?> outer = inner.getDeclaringClass();
            nests.push(Nest.of(inner, Programs.constructor(inner, outer), classes));
            inner = outer;
        }
        nests.push(Nest.of(inner, Programs.constructor(inner), classes));
        return new UnitTest(test, List.copyOf(nests));
    }

    private static boolean isInner(Class<?> type) {
        return type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
    }

    private static List<Method> annotated(Class<?> type, String annotation) {
        Deque<Class<?>> types = new ArrayDeque<>();
        for (Class<?> next = type; next != null; next = next.getSuperclass()) {
            types.push(next);
        }
        List<Method> methods =
                types.stream()
                        .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                        .filter(method -> !method.isSynthetic())
                        .filter(method -> has(method, JUPITER + "api." + annotation))
                        .toList();
        AccessibleObject.setAccessible(methods.toArray(Method[]::new), true);
        return methods;
    }

    private static boolean has(Method method, String annotation) {
        return annotations(method)
                .anyMatch(each -> each.annotationType().getName().equals(annotation));
    }

    private static Stream<Annotation> annotations(Method method) {
        String body = WorldClasses.BODY + method.getName();
        return Arrays.stream(method.getDeclaringClass().getDeclaredMethods())
                .filter(each ->
                        each.equals(method)
                                || (each.getName().equals(body)
                                        && Arrays.equals(
                                                each.getParameterTypes(),
                                                method.getParameterTypes())))
                .flatMap(each -> Arrays.stream(each.getAnnotations()));
    }

    /** Runs it on a new object of its class. */
    @Nullable Object run(@Nullable Object... arguments) throws Exception {
        try {
            List<Object> objects = new ArrayList<>();
            for (Nest nest : nests) {
                Programs.initialise(nest.guard());
            }
            if (nests.stream().anyMatch(Nest::isOnePerClass)) {
                create(objects);
            }
            return runAll(0, objects, arguments);
        } catch (RuntimeException e) {
            if (e.getClass().getName().equals(ABORTED)) {
                return ASSUMPTION;
            }
            throw e;
        }
    }

    /** The methods that are called once a class, from this nest inwards, around the test. */
    private @Nullable Object runAll(int index, List<Object> objects, @Nullable Object[] arguments)
            throws Exception {
        if (index == nests.size()) {
            if (objects.isEmpty()) {
                create(objects);
            }
            return runEach(0, objects, arguments);
        }
        Nest nest = nests.get(index);
        return around(
                nest.beforeAll(),
                nest.afterAll(),
                objects.isEmpty() ? null : objects.get(index),
                () -> runAll(index + 1, objects, arguments));
    }

    private void create(List<Object> objects) throws Exception {
        for (Nest nest : nests) {
            objects.add(
                    objects.isEmpty()
                            ? Programs.create(nest.constructor())
                            : Programs.create(nest.constructor(), objects.getLast()));
        }
    }

    /** The methods that are called once a test, from this nest inwards, around the test. */
    private @Nullable Object runEach(int index, List<Object> objects, @Nullable Object[] arguments)
            throws Exception {
        if (index == nests.size()) {
            return Programs.call(test, objects.getLast(), arguments);
        }
        Nest nest = nests.get(index);
        return around(
                nest.beforeEach(),
                nest.afterEach(),
                objects.get(index),
                () -> runEach(index + 1, objects, arguments));
    }

    private interface Body {
        @Nullable Object run() throws Exception;
    }

    private static @Nullable Object around(
            List<Method> before, List<Method> after, @Nullable Object object, Body body)
            throws Exception {
        try {
            for (Method method : before) {
                Programs.call(method, object);
            }
            return body.run();
        } finally {
            for (Method method : after) {
                Programs.call(method, object);
            }
        }
    }
}
