// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import dev.tandem.spi.TandemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Exports as CSV (RFC 4180): a row for each sample that says all about it, so that rows of several
 * exports can be put together. Behind the columns that every export has stands one for each
 * parameter.
 */
public final class ExportCsv {

    private static final List<String> COLUMNS =
            List.of(
                    "job",
                    "model",
                    "round",
                    "nanos",
                    "seed",
                    "cpu",
                    "processors",
                    "memory",
                    "os",
                    "runtime");

    private ExportCsv() {}

    public static String write(Export export) {
        List<String> columns = new ArrayList<>(COLUMNS);
        columns.addAll(export.parameters().keySet());
        var csv = new StringBuilder(row(columns));
        Machine machine = export.machine();
        export.samples()
                .forEach((model, nanos) -> {
                    for (int i = 0; i < nanos.size(); i++) {
                        List<String> cells = new ArrayList<>();
                        cells.addAll(List.of(export.job(), model));
                        cells.addAll(List.of("" + (i + 1), "" + nanos.get(i), "" + export.seed()));
                        cells.addAll(List.of(machine.cpu(), "" + machine.processors()));
                        cells.addAll(List.of("" + machine.memoryBytes(), machine.os()));
                        cells.add(machine.runtime());
                        cells.addAll(export.parameters().values());
                        csv.append(row(cells));
                    }
                });
        return csv.toString();
    }

    private static String row(List<String> cells) {
        return cells.stream().map(ExportCsv::quoted).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String quoted(String cell) {
        return cell.matches("[^\",\r\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    /**
     * @param name of the file, for the message
     * @throws TandemException.Usage when the text is no export, or one of several runs
     */
    public static Export read(String text, String name) {
        try {
            List<List<String>> rows = rows(text);
            List<String> columns = rows.isEmpty() ? List.of() : rows.removeFirst();
            if (rows.isEmpty()
                    || columns.size() < COLUMNS.size()
                    || !columns.subList(0, COLUMNS.size()).equals(COLUMNS)) {
                throw new IllegalArgumentException(name);
            }
            return export(columns, rows);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new TandemException.Usage(
                    name + " is no whole export in CSV, as --export FILE.csv writes it");
        }
    }

    private static Export export(List<String> columns, List<List<String>> rows) {
        List<String> first = rows.getFirst();
        Map<String, String> parameters =
                IntStream.range(COLUMNS.size(), columns.size())
                        .boxed()
                        .collect(
                                Collectors.toMap(
                                        columns::get, first::get, (a, b) -> a, LinkedHashMap::new));
        var machine =
                new Machine(
                        first.get(5),
                        Integer.parseInt(first.get(6)),
                        Long.parseLong(first.get(7)),
                        first.get(8),
                        first.get(9));
        Map<String, List<Long>> samples = new LinkedHashMap<>();
        for (List<String> row : rows) {
            boolean alike =
                    row.size() == columns.size()
                            && row.getFirst().equals(first.getFirst())
                            && row.subList(4, row.size()).equals(first.subList(4, first.size()));
            if (!alike) {
                throw new IllegalArgumentException("rows of several exports");
            }
            samples.computeIfAbsent(row.get(1), model -> new ArrayList<>())
                    .add(Long.parseLong(row.get(3)));
        }
        return new Export(
                first.getFirst(), parameters, Long.parseLong(first.get(4)), machine, samples);
    }

    private static List<List<String>> rows(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                // A quote within quotes is written twice: leaving them and entering them again.
                if (!quoted && i > 0 && text.charAt(i - 1) == '"') {
                    cell.append('"');
                }
                quoted = !quoted;
            } else if (quoted || (c != ',' && c != '\n' && c != '\r')) {
                cell.append(c);
            } else if (c != '\r') {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            }
        }
        if (quoted || !row.isEmpty() || !cell.isEmpty()) {
            throw new IllegalArgumentException("cut off");
        }
        return rows;
    }
}
