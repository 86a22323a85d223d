package dev.tandem.cli;

import io.avaje.jsonb.Jsonb;
import java.io.PrintWriter;

/** Writes a document of the contract: one JSON value and a line end. */
final class Json {

    // Serialising nulls keeps every field of the contract in every document.
    private static final Jsonb JSONB =
            Jsonb.builder().serializeNulls(true).serializeEmpty(true).build();

    private Json() {}

    static void print(PrintWriter out, Object document) {
        out.println(text(document));
        out.flush();
    }

    static String text(Object document) {
        return JSONB.toJson(document);
    }
}
