// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.linearizable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A method with the values that it is called with.
 *
 * @param group the operations that one thread alone may call, if it is one of them
 */
record Operation(
        String method, List<Class<?>> parameters, List<Object> arguments, Optional<String> group) {

    /** How its result is written when it has none, because it has not returned. */
    static final String PENDING = "waits";

    /** Finds the method in a type, or in the rewritten one of that name. */
    Method in(Class<?> type) throws NoSuchMethodException {
        Method found = type.getMethod(method, parameters.toArray(Class<?>[]::new));
        found.setAccessible(true);
        return found;
    }

    /**
     * Calls it.
     *
     * @return its result in words; an exception is a result
     */
    String call(Method found, Object object) {
        try {
            Object result = found.invoke(object, arguments.toArray());
            return found.getReturnType() == void.class ? "" : written(result);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception exception && isResult(exception)) {
                return exception.getClass().getSimpleName();
            }
            throw sneaky(Objects.requireNonNull(e.getCause()));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("made accessible before", e);
        }
    }

    /** What the explorer throws itself is none. */
    private static boolean isResult(Exception exception) {
        return !exception.getClass().getName().startsWith("dev.tandem.explore.world.");
    }

    private static String written(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> '"' + text + '"';
            case Object[] array -> Arrays.deepToString(array);
            case int[] array -> Arrays.toString(array);
            case long[] array -> Arrays.toString(array);
            default -> String.valueOf(value);
        };
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> RuntimeException sneaky(Throwable e) throws E {
        throw (E) e;
    }

    @Override
    public String toString() {
        return arguments.stream()
                .map(Operation::written)
                .collect(Collectors.joining(", ", method + "(", ")"));
    }
}
