// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.json;

import io.avaje.jsonb.Jsonb;
import java.io.PrintWriter;
import java.util.Locale;

/** Writes the documents of the contract: one JSON value and a line end each. */
public final class Documents {

    // Serialising nulls keeps every field of the contract in every document.
    private static final Jsonb JSONB =
            Jsonb.builder().serializeNulls(true).serializeEmpty(true).build();

    private Documents() {}

    public static void print(PrintWriter out, Object document) {
        out.println(text(document));
        out.flush();
    }

    public static String text(Object document) {
        return JSONB.toJson(document);
    }

    /** A constant as the documents have it: {@code timed-out}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
