// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.util.regex.Pattern;

/** Text as it is written in a source file, over several lines. */
final class Prose {

    private static final Pattern GAP = Pattern.compile("\\s+");

    private Prose() {}

    /** In one line; line breaks and runs of spaces count as one space. */
    static String paragraph(String text) {
        return GAP.matcher(text.strip()).replaceAll(" ");
    }
}
