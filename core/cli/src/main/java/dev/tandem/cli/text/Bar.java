// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

/** Bars made of block characters, fine to an eighth of a column. */
final class Bar {

    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private Bar() {}

    /** A bar of the given share of a width; never empty, so that there is something to see. */
    static String of(double share, int width) {
        int eighths = eighths(share, width);
        String whole = "█".repeat(eighths / 8);
        return eighths % 8 == 0 ? whole : whole + EIGHTHS.charAt(eighths % 8);
    }

    /** How many columns that bar takes. */
    static int cells(double share, int width) {
        return (eighths(share, width) + 7) / 8;
    }

    private static int eighths(double share, int width) {
        return (int) Math.clamp(Math.round(share * width * 8), 1, Math.max(1, width * 8L));
    }
}
