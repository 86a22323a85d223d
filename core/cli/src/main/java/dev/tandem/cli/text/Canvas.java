// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * Cells of characters in which lines are drawn with dots, two across and four down in each, and
 * symbols on top of them. A cell belongs to whoever drew in it last.
 */
final class Canvas {

    static final int ACROSS = 2;
    static final int DOWN = 4;

    /** Nobody's: empty, or part of the background. */
    static final int NOBODY = -1;

    private static final char NO_DOTS = '\u2800';

    /** The bits of the dots of a cell, by row and then by column. */
    private static final int[] BITS = {0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80};

    private final char[][] cells;
    private final int[][] owners;

    Canvas(int columns, int rows) {
        cells = new char[rows][columns];
        owners = new int[rows][columns];
        for (int row = 0; row < rows; row++) {
            Arrays.fill(cells[row], ' ');
            Arrays.fill(owners[row], NOBODY);
        }
    }

    void symbol(int column, int row, char symbol, int owner) {
        cells[row][column] = symbol;
        owners[row][column] = owner;
    }

    /** Joins two dots with others. */
    void line(int x1, int y1, int x2, int y2, int owner) {
        int steps = Math.max(1, Math.max(Math.abs(x2 - x1), Math.abs(y2 - y1)));
        for (int i = 0; i <= steps; i++) {
            double share = i * 1.0 / steps;
            dot(
                    (int) Math.round(x1 + share * (x2 - x1)),
                    (int) Math.round(y1 + share * (y2 - y1)),
                    owner);
        }
    }

    private void dot(int x, int y, int owner) {
        int row = y / DOWN;
        int column = x / ACROSS;
        char before = cells[row][column];
        char dots = before >= NO_DOTS && before <= NO_DOTS + 0xFF ? before : NO_DOTS;
        int bit = BITS[y % DOWN * ACROSS + x % ACROSS];
        symbol(column, row, (char) (dots | bit), owner);
    }

    /**
     * A row of cells.
     *
     * @param paint sets apart what belongs to one owner
     */
    String row(int row, IntFunction<UnaryOperator<String>> paint) {
        var line = new StringBuilder();
        int columns = cells[row].length;
        int from = 0;
        for (int i = 1; i <= columns; i++) {
            if (i == columns || owners[row][i] != owners[row][from]) {
                String run = new String(cells[row], from, i - from);
                line.append(paint.apply(owners[row][from]).apply(run));
                from = i;
            }
        }
        return line.toString();
    }
}
