// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.linearizable;

import dev.tandem.spi.TandemException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The operations of a type: its public methods that are not static, those of {@link Object} aside,
 * with each of the small values that a parameter can have.
 *
 * @param byMethod those of each method that has some
 * @param leftOut the methods that have parameters for which no value is known
 */
record Operations(List<List<Operation>> byMethod, List<String> leftOut) {

    private static final int MOST = 64;

    /**
     * @throws TandemException.Usage when there are none
     */
    static Operations of(Class<?> type) {
        List<List<Operation>> found = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        Arrays.stream(type.getMethods())
                .filter(Operations::isOne)
                .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toString))
                .forEach(method -> {
                    List<Operation> calls = calls(method);
                    if (calls.isEmpty()) {
                        leftOut.add(method.getName());
                    } else {
                        found.add(calls);
                    }
                });
        if (found.isEmpty()) {
            throw new TandemException.Usage(
                    type.getName()
                            + " has no operation: no public method of its own that takes nothing, or numbers, texts, truth values and objects of any type");
        }
        return new Operations(List.copyOf(found), List.copyOf(leftOut));
    }

    /**
     * One of them by what it is written as.
     *
     * @throws TandemException.Usage when there is none
     */
    Operation named(String text) {
        return byMethod.stream()
                .flatMap(List::stream)
                .filter(operation -> operation.toString().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new TandemException.Usage(
                                "'" + text + "' is no operation; there are " + written()));
    }

    private String written() {
        return byMethod.stream()
                .flatMap(List::stream)
                .map(Operation::toString)
                .collect(Collectors.joining(", "));
    }

    private static boolean isOne(Method method) {
        return method.getDeclaringClass() != Object.class
                && !Modifier.isStatic(method.getModifiers())
                && !method.isBridge()
                && !method.isSynthetic()
                && !isOfObject(method)
                && !method.isAnnotationPresent(LeftOut.class);
    }

    /** Whether it is one of those that every object has. */
    private static boolean isOfObject(Method method) {
        return Arrays.stream(Object.class.getMethods())
                .anyMatch(own ->
                        own.getName().equals(method.getName())
                                && Arrays.equals(
                                        own.getParameterTypes(), method.getParameterTypes()));
    }

    private static List<Operation> calls(Method method) {
        List<List<Object>> arguments = List.of(List.of());
        for (Class<?> parameter : method.getParameterTypes()) {
            List<Object> values = values(parameter);
            arguments =
                    arguments.stream()
                            .flatMap(some -> values.stream().map(value -> with(some, value)))
                            .limit(MOST)
                            .toList();
        }
        List<Class<?>> parameters = List.of(method.getParameterTypes());
        Optional<String> group =
                Optional.ofNullable(method.getAnnotation(OneThread.class)).map(OneThread::value);
        return arguments.stream()
                .map(some -> new Operation(method.getName(), parameters, some, group))
                .toList();
    }

    private static List<Object> with(List<Object> some, Object value) {
        return Stream.concat(some.stream(), Stream.of(value)).toList();
    }

    /** The values that a parameter is given. */
    private static List<Object> values(Class<?> type) {
        return switch (type.getName()) {
            case "int",
                    "java.lang.Integer",
                    "java.lang.Object",
                    "java.lang.Comparable",
                    "java.lang.Number" ->
                    List.of(1, 2);
            case "long", "java.lang.Long" -> List.of(1L, 2L);
            case "short", "java.lang.Short" -> List.of((short) 1, (short) 2);
            case "byte", "java.lang.Byte" -> List.of((byte) 1, (byte) 2);
            case "double", "java.lang.Double" -> List.of(1.0, 2.0);
            case "float", "java.lang.Float" -> List.of(1f, 2f);
            case "char", "java.lang.Character" -> List.of('a', 'b');
            case "boolean", "java.lang.Boolean" -> List.of(true, false);
            case "java.lang.String", "java.lang.CharSequence" -> List.of("a", "b");
            case "java.util.concurrent.TimeUnit" ->
                    List.of(java.util.concurrent.TimeUnit.MILLISECONDS);
            default -> List.of();
        };
    }
}
