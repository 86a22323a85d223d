// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import io.avaje.jsonb.Jsonb;
import java.util.List;
import java.util.Map;

/** Reads what the commands print with {@code --json}. */
final class Json {

    private Json() {}

    @SuppressWarnings("unchecked")
    static Map<String, Object> document(String json) {
        return (Map<String, Object>) Jsonb.instance().type(Object.class).fromJson(json);
    }

    static List<?> list(Object document, String key) {
        return (List<?>) ((Map<?, ?>) document).get(key);
    }

    static String text(Object document, String key) {
        return String.valueOf(((Map<?, ?>) document).get(key));
    }
}
