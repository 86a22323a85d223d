// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.page;

import dev.tandem.cli.json.Documents;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A report as a page that needs nothing but itself: its style, its script and what it shows are in
 * it. Text of the program is only ever data there.
 */
public final class Page {

    private Page() {}

    /**
     * @param version of this build
     */
    public static String of(PageDocument document, String version) throws IOException {
        return resource("page.html")
                .replace("@VERSION@", version)
                .replace("@STYLE@", resource("page.css"))
                .replace("@SCRIPT@", resource("page.js"))
                .replace("@DATA@", embedded(Documents.text(document)));
    }

    /**
     * JSON that can stand in a script element, which any {@code </script} or {@code <!--} would
     * otherwise end or change, whatever it stands in; and in a file, even with half a character in
     * it.
     */
    static String embedded(String json) {
        var text = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c < 0x7F && c != '<' && c != '>' && c != '&') {
                text.append(c);
            } else {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return text.toString();
    }

    static String resource(String name) throws IOException {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the resource " + name + " is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
