// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of a run's parameters, all of them valid. Immutable; made from text, so that another
 * process can make the same.
 */
public final class Parameters {

    private final Map<String, Object> values;
    private final Map<String, String> texts;

    private Parameters(Map<String, Object> values, Map<String, String> texts) {
        this.values = values;
        this.texts = Collections.unmodifiableMap(texts);
    }

    /**
     * Reads the given values, with the defaults for all others.
     *
     * @throws TandemException.Usage for a name that is not among the declared ones or a value that
     *     is not allowed
     */
    public static Parameters of(List<Parameter<?>> declared, Map<String, String> given) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        for (Parameter<?> parameter : declared) {
            read(parameter, given, values, texts);
        }
        for (String name : given.keySet()) {
            if (!values.containsKey(name)) {
                List<String> names = declared.stream().map(Parameter::name).toList();
                throw new TandemException.Usage(Suggestions.unknown("parameter", name, names));
            }
        }
        return new Parameters(values, texts);
    }

    private static <T> void read(
            Parameter<T> parameter,
            Map<String, String> given,
            Map<String, Object> values,
            Map<String, String> texts) {
        String text = given.get(parameter.name());
        T value = text == null ? parameter.defaultValue() : parameter.read(text);
        values.put(parameter.name(), value);
        texts.put(parameter.name(), parameter.domain().write(value));
    }

    /** The value of a declared parameter. */
    @SuppressWarnings("unchecked")
    public <T> T get(Parameter<T> parameter) {
        Object value = values.get(parameter.name());
        if (value == null) {
            throw new IllegalArgumentException(
                    "the specification does not declare the parameter " + parameter.name());
        }
        return (T) value;
    }

    /** Every value as it would be written on the command line, in the order of declaration. */
    public Map<String, String> asText() {
        return texts;
    }

    /** Every value: numbers, booleans and text as they are, all else as text; for JSON. */
    public Map<String, Object> asValues() {
        Map<String, Object> plain = new LinkedHashMap<>(texts);
        values.forEach((name, value) -> {
            if (value instanceof Number || value instanceof Boolean) {
                plain.put(name, value);
            }
        });
        return plain;
    }

    @Override
    public String toString() {
        return texts.toString();
    }
}
