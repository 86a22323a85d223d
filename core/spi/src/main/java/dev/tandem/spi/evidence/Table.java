// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi.evidence;

import java.util.List;

/**
 * Rows of cells under the names of their columns.
 *
 * @param columns at least one
 * @param rows each as wide as there are columns; a cell is a text, a boolean or a finite number
 */
public record Table(List<String> columns, List<List<Object>> rows) implements Picture {

    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a table has at least one column");
        }
        for (List<Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row of " + row.size() + " cells under " + columns.size() + " columns");
            }
            row.forEach(Table::check);
        }
    }

    private static void check(Object cell) {
        switch (cell) {
            case String text -> {}
            case Boolean flag -> {}
            case Number number -> Finite.check("a cell", number.doubleValue());
            default ->
                    throw new IllegalArgumentException("a cell is no " + cell.getClass().getName());
        }
    }
}
