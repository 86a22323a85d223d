// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import dev.tandem.spi.evidence.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How much of what a crawl has met. Not thread-safe. */
final class Summary {

    /**
     * @param example the first of its addresses, in the order of the alphabet: it is the same
     *     whatever the threads did
     */
    private record Row(int count, long bytes, String example) {}

    private final Map<Fate, Row> rows = new EnumMap<>(Fate.class);

    void add(Fate fate, int bytes, String where) {
        rows.merge(
                fate,
                new Row(1, bytes, where),
                (row, one) ->
                        new Row(
                                row.count + 1,
                                row.bytes + bytes,
                                where.compareTo(row.example) < 0 ? where : row.example));
    }

    int count(Fate fate) {
        Row row = rows.get(fate);
        return row == null ? 0 : row.count;
    }

    /** Whether a fault or a limit may have kept pages from the crawl. */
    boolean hasLoss() {
        return rows.keySet().stream().anyMatch(Fate::isLoss);
    }

    Table table() {
        List<List<Object>> cells = new ArrayList<>();
        rows.forEach(
                (fate, row) -> cells.add(List.of(fate.title(), row.count, row.bytes, row.example)));
        return new Table(List.of("what", "count", "bytes", "such as"), cells);
    }
}
