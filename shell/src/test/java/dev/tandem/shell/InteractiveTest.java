// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.cli.text.Screen;
import dev.tandem.lab.run.LiveThreads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell on a terminal that is made of pipes. */
class InteractiveTest {

    private static final String CTRL_D = "\004";

    @TempDir Path folder;

    private ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private PipedOutputStream keys = new PipedOutputStream();
    private final Set<Thread> before = LiveThreads.all();
    private Terminal terminal;
    private Thread thread;
    private FutureTask<Integer> shell;

    @BeforeEach
    void open() throws IOException {
        start("xterm", folder.resolve("tandem").resolve("history"));
    }

    private void start(String type, Path history) throws IOException {
        shown = new ByteArrayOutputStream();
        keys = new PipedOutputStream();
        terminal = new ExternalTerminal("trial", type, new PipedInputStream(keys), shown, UTF_8);
        terminal.setSize(new Size(80, 24));
        var colour = new Screen(true, !type.equals("dumb"), 80);
        var cli = new Trial().cli;
        var onTerminal = cli.writingTo(cli.out(), cli.err(), colour, colour);
        shell = new FutureTask<>(() -> new Interactive(onTerminal, terminal, history).run());
        thread = new Thread(shell, "shell");
        thread.start();
        awaitShown("tandem> ");
    }

    @AfterEach
    void close() throws Exception {
        keys.close();
        thread.join();
        terminal.close();
        assertThat(LiveThreads.leftSince(before, Duration.ofSeconds(20))).isEmpty();
    }

    private void type(String text) throws IOException {
        keys.write(text.getBytes(UTF_8));
        keys.flush();
    }

    /** Without what colours it. */
    private String shown() {
        return shown.toString(UTF_8).replaceAll("\033\\[[0-9;?]*[a-zA-Z]", "");
    }

    private void awaitShown(String text) {
        await(text).until(this::shown, s -> s.contains(text));
    }

    private int leave() throws Exception {
        type(CTRL_D);
        return shell.get();
    }

    @Test
    void controlDLeaves() throws Exception {
        assertThat(leave()).isZero();
    }

    @Test
    void commandIsExecutedAndTheShellGoesOnAfterOneThatFails() throws Exception {
        type("run nothing\r");
        awaitShown("there is no workload 'nothing'");
        type("run sample.ends\r");
        awaitShown("answer  42");
        assertThat(leave()).isZero();
    }

    @Test
    void tabCompletes() throws Exception {
        type("inf\tsam\t\r");
        awaitShown("A run ends in many ways.");
        assertThat(leave()).isZero();
    }

    @Test
    void controlCCancelsTheForegroundAndKeepsTheShell() throws Exception {
        type("run sample.ends -p end=never\r");
        awaitShown("begins");
        terminal.raise(Terminal.Signal.INT);
        awaitShown("cancelled");
        type("run sample.ends -p end=oddly\r");
        awaitShown("INTERESTING");
        assertThat(leave()).isZero();
    }

    @Test
    void controlCAtThePromptGivesUpTheLine() throws Exception {
        type("run noth");
        awaitShown("noth");
        terminal.raise(Terminal.Signal.INT);
        await().until(() -> shown().lastIndexOf("tandem> ") > shown().indexOf("noth"));
        type("run sample.ends\r");
        awaitShown("answer  42");
        assertThat(leave()).isZero();
        assertThat(shown()).doesNotContain("there is no");
    }

    @Test
    void jobTellsAboveThePromptAndIsStoppedWhenTheShellIsLeft() throws Exception {
        type("run sample.ends -p end=never &\r");
        awaitShown("begins");
        assertThat(leave()).isZero();
        assertThat(shown()).contains("stopping 1 job", "stopped: run sample.ends -p end=never");
    }

    @Test
    void controlCInFgCancelsTheJob() throws Exception {
        type("run sample.ends -p end=never &\r");
        awaitShown("begins");
        type("fg\r");
        await().until(() -> thread.getState() == Thread.State.WAITING);
        terminal.raise(Terminal.Signal.INT);
        awaitShown("stopped: run sample.ends");
        assertThat(leave()).isZero();
    }

    @Test
    void linesThatArePastedAreExecutedOneAfterTheOther() throws Exception {
        type("\033[200~run nothing\nrun sample.ends\ntandem info sample.ends\033[201~\r");
        awaitShown("there is no workload 'nothing'");
        awaitShown("answer  42");
        awaitShown("A run ends in many ways.");
        assertThat(leave()).isZero();
    }

    @Test
    void controlCEndsWhatWasPastedWithTheLineThatItCancels() throws Exception {
        type("\033[200~run sample.ends -p end=never\ninfo sample.ends\033[201~\r");
        awaitShown("begins");
        terminal.raise(Terminal.Signal.INT);
        awaitShown("cancelled");
        assertThat(leave()).isZero();
        assertThat(shown()).doesNotContain("A run ends in many ways.");
    }

    @Test
    void aTurtleIsMovedWithKeysOnAScreenThatCanBeResized() throws Exception {
        type("turtle --turn 90\r");
        awaitShown("z undo; q quit");
        type("f\033[C");
        awaitShown("2 (r): right");
        type("x");
        awaitShown("3 (x): nobody listens for it");
        int before = shown().length();
        terminal.setSize(new Size(40, 12));
        terminal.raise(Terminal.Signal.WINCH);
        // The frame, in letters that stand for lines.
        awaitShown("l" + "q".repeat(38) + "k");
        assertThat(shown().indexOf("l" + "q".repeat(38) + "k")).isGreaterThanOrEqualTo(before);
        type("fffff");
        awaitShown("; the turtle has le");
        type("q");
        awaitShown("-p turn=90 -p keys=frfffff");
        assertThat(leave()).isZero();
    }

    @Test
    void controlCLeavesTheTurtleAndKeepsTheShell() throws Exception {
        type("turtle\r");
        awaitShown("z undo; q quit");
        terminal.raise(Terminal.Signal.INT);
        await().until(() -> shown().lastIndexOf("tandem> ") > shown().indexOf("q quit"));
        type("run sample.ends\r");
        awaitShown("answer  42");
        assertThat(leave()).isZero();
    }

    @Test
    void noWordOfAnErrorIsBroken() throws Exception {
        terminal.setSize(new Size(30, 24));
        type("run nothing\r");
        awaitShown("tandem: there is no workload\r\n'nothing'");
        assertThat(leave()).isZero();
    }

    @Test
    void dumbTerminalGetsNoEscapeCodes() throws Exception {
        close();
        start("dumb", folder.resolve("tandem").resolve("history"));
        type("run nothing\n");
        awaitShown("there is no workload 'nothing'");
        type("run sample.ends &\n");
        awaitShown("[1] done");
        type("clear\n");
        type("turtle\n");
        awaitShown("this needs a terminal that can be drawn on");
        assertThat(leave()).isZero();
        assertThat(shown.toString(UTF_8)).doesNotContain("\033");
    }

    @Test
    void historyIsKeptForItsOwnerAlone() throws Exception {
        type("list\r");
        awaitShown("Ends as it is told");
        assertThat(leave()).isZero();
        Path history = folder.resolve("tandem").resolve("history");
        assertThat(Files.readAllLines(history)).containsExactly("list");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                .isEqualTo("rw-------");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(history.getParent())))
                .isEqualTo("rwx------");
    }
}
