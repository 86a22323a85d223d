// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file with the links between pages, in the language of Graphviz, written while they are found.
 * Thread-safe.
 */
public final class LinkGraph implements AutoCloseable {

    private final BufferedWriter file;

    private LinkGraph(BufferedWriter file) {
        this.file = file;
    }

    public static LinkGraph create(Path path) throws IOException {
        BufferedWriter file = Files.newBufferedWriter(path);
        file.write("digraph crawl {\n");
        return new LinkGraph(file);
    }

    /**
     * @throws UncheckedIOException when it cannot be written
     */
    public synchronized void add(Visit visit) {
        try {
            for (Url link : visit.links()) {
                // No normal form has a quotation mark in it.
                file.write("  \"%s\" -> \"%s\";\n".formatted(visit.task().url(), link));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the link graph cannot be written", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        try (file) {
            file.write("}\n");
        }
    }
}
