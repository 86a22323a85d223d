// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.text;

import java.util.List;

/**
 * The layout of a table with a column a thread.
 *
 * @param before columns before the first lane
 * @param width columns of a lane, the gap behind it included
 */
public record Lanes(int before, int width) {

    /** Beyond this the eye loses the row. */
    private static final int WIDEST = 44;

    /** Columns between what stands in two lanes, at least. */
    public static final int GAP = 2;

    public static Lanes of(int lanes, int before, int screenWidth) {
        int room = screenWidth - before;
        return new Lanes(before, lanes < 2 ? room : Math.min(WIDEST, room / lanes));
    }

    /** What stands before the lanes, and what each of them has in this row, cut to its width. */
    public String row(String first, List<String> cells) {
        var row = new StringBuilder(Text.left(first, before));
        cells.forEach(cell -> row.append(Text.left(cell, width - GAP)).append(" ".repeat(GAP)));
        return row.toString().stripTrailing();
    }

    /** Where a lane begins, counted from the first. */
    public int indent(int lane) {
        return lane * width;
    }
}
