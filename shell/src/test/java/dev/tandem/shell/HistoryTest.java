// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jline.reader.LineReader;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

    @TempDir Path folder;

    private final List<String> complaints = new ArrayList<>();

    private History open(Path file) throws IOException {
        var nothing = new ByteArrayInputStream(new byte[0]);
        var terminal = new DumbTerminal(nothing, new ByteArrayOutputStream());
        var reader = new LineReaderImpl(terminal, "trial");
        reader.setVariable(LineReader.HISTORY_FILE, file);
        var history = new History(file, complaints::add);
        reader.setHistory(history);
        history.attach(reader);
        return history;
    }

    @Test
    void linesComeBackInTheNextShell() throws IOException {
        Path file = folder.resolve("a").resolve("history");
        open(file).add("run sample.ends");
        assertThat(open(file).get(0)).isEqualTo("run sample.ends");
        assertThat(complaints).isEmpty();
    }

    @Test
    void folderThatCannotBeMadeIsSaidOnceAndTheSessionRemembers() throws IOException {
        Path file = Files.writeString(folder.resolve("in-the-way"), "").resolve("history");
        History history = open(file);
        history.add("list");
        history.add("models");
        assertThat(history.size()).isEqualTo(2);
        assertThat(complaints).singleElement().asString().contains("in-the-way");
    }

    @Test
    void fileThatIsNoTextIsSaidOnceAndLeftAsItIs() throws IOException {
        byte[] bytes = "\u00ff\u00fe".getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("history"), bytes);
        open(file).add("list");
        assertThat(complaints).hasSize(1);
        assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void fileIsWhereTheUsersStateIs() {
        assertThat(History.file(Map.of("XDG_STATE_HOME", "/var/state")))
                .isEqualTo(Path.of("/var/state/tandem/history"));
        assertThat(History.file(Map.of("HOME", "/srv/me")))
                .isEqualTo(Path.of("/srv/me/.local/state/tandem/history"));
        assertThat(History.file(Map.of("XDG_STATE_HOME", "relative")))
                .isEqualTo(Path.of(System.getProperty("user.home"), ".local/state/tandem/history"));
    }
}
