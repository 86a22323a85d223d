// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.rewriting.WorldClasses;
import java.lang.annotation.Annotation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A test of JUnit 5 with what JUnit does before and after it: once an execution, as if it were the
 * only test of its class. JUnit is the user's, so its annotations are known by their names.
 *
 * @param before in the order in which they are called: those of a superclass first
 * @param after likewise: those of a superclass last
 */
record UnitTest(Method test, List<Method> before, List<Method> after) {

    private static final String JUPITER = "org.junit.jupiter.";
    private static final String ABORTED = "org.opentest4j.TestAbortedException";

    /** What an execution comes to whose assumptions do not hold. */
    static final String ASSUMPTION = "assumption failed";

    static boolean isOne(Method method) {
        return annotations(method)
                .anyMatch(annotation ->
                        annotation.annotationType().getName().startsWith(JUPITER)
                                && annotation.annotationType().getSimpleName().endsWith("Test"));
    }

    /**
     * @param type the class that is tested, which may have inherited the method
     */
    static UnitTest of(Class<?> type, Method test) {
        List<Method> before = new ArrayList<>(annotated(type, "BeforeAll"));
        before.addAll(annotated(type, "BeforeEach"));
        List<Method> last = new ArrayList<>(annotated(type, "AfterAll"));
        last.addAll(annotated(type, "AfterEach"));
        Collections.reverse(last);
        return new UnitTest(test, List.copyOf(before), List.copyOf(last));
    }

    /** Those of a superclass first. */
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
    @Nullable Object run(Object object) throws Exception {
        try {
            try {
                for (Method method : before) {
                    Programs.call(method, object);
                }
                return Programs.call(test, object);
            } finally {
                for (Method method : after) {
                    Programs.call(method, object);
                }
            }
        } catch (RuntimeException e) {
            if (e.getClass().getName().equals(ABORTED)) {
                return ASSUMPTION;
            }
            throw e;
        }
    }
}
