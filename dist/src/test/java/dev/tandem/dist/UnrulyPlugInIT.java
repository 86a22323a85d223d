// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tandem.dist.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a run whose code does what nobody should do in a process of others. */
@TestInstance(Lifecycle.PER_CLASS)
class UnrulyPlugInIT {

    private static final String SOURCE =
            """
            package com.acme.unruly;

            import dev.tandem.spi.*;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.util.List;
            import java.util.concurrent.CountDownLatch;

            public final class Unruly implements Chapter {
                public String id() { return "unruly"; }
                public String title() { return "Unruly"; }
                public int order() { return 99; }
                public List<Workload> workloads() { return List.of(new Does()); }

                static final class Does implements Workload {
                    static final Parameter<String> WHAT = Parameter.text("what", "nothing", "what it does");
                    static final Label DONE = Label.acceptable("done", "it is done");

                    public WorkloadSpec spec() {
                        return WorkloadSpec.of("unruly.does", "Does", "Nobody should.").with(WHAT).with(DONE).build();
                    }

                    public Outcome run(RunContext context) throws Exception {
                        switch (context.get(WHAT)) {
                            case "exit" -> System.exit(0);
                            case "print" -> System.out.println("printed");
                            case "start" -> new ProcessBuilder("sleep", "300").start();
                            case "wait" -> {
                                Files.createFile(Path.of(System.getenv("READY")));
                                new CountDownLatch(1).await();
                            }
                            case "error" -> throw new Error("told to throw");
                            default -> {}
                        }
                        return DONE.observed();
                    }
                }
            }
            """;

    private final Path distribution = Path.of(System.getProperty("tandem.distribution.jvm"));

    private Program program;
    private Map<String, String> plugIns;

    @BeforeAll
    void build(@TempDir Path folder) throws IOException {
        program = new Program(distribution.resolve("bin"), Program.folder(folder.resolve("home")));
        Path source = Files.writeString(folder.resolve("Unruly.java"), SOURCE);
        var plugIn = new PlugIn(distribution, folder, "com.acme.unruly.Unruly");
        plugIns = Map.of("TANDEM_PLUGINS", plugIn.build(List.of(source)).toString());
    }

    private Result does(String what) {
        return program.tandem(plugIns, "run", "unruly.does", "--json", "-p", "what=" + what);
    }

    @Test
    void aWorkloadThatEndsTheProcessHasFailedAndTheReportSaysSo() {
        Result result = does("exit");
        assertThat(result.out()).contains("thread main of the run has called System.exit");
        assertThat(result.err().lines()).anyMatch(line -> line.contains("calls System.exit"));
        assertThat(result.code()).isEqualTo(70);
    }

    @Test
    void whatAWorkloadPrintsIsKeptOutOfTheDocument() {
        Result result = does("print");
        assertThat(result.out()).startsWith("{").doesNotContain("printed");
        assertThat(result.err().lines()).contains("printed");
        assertThat(result.code()).isZero();
    }

    @Test
    void aProcessThatAWorkloadStartsByItselfIsEndedAndNamed() {
        Result result = does("start");
        assertThat(result.out()).containsPattern("left behind: process \\d+ sleep 300");
        assertThat(result.code()).isEqualTo(70);
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "HUP, 129"})
    void aRunThatIsToldToEndTellsWhatItKnows(String signal, int code) throws IOException {
        assumeThat(isIgnored(code - 128)).as(signal + " is ignored, as under nohup").isFalse();
        String script =
                """
                "$0" run unruly.does -p what=wait & pid=$!
                until [ -e "$READY" ]; do sleep 0.02; done
                kill -s %s $pid; wait $pid
                """
                        .formatted(signal);
        Map<String, String> environment = new HashMap<>(plugIns);
        environment.put("READY", program.home().resolve(signal).toString());
        String tandem = program.executable("tandem").toString();
        Result result = program.run("", environment, List.of("sh", "-c", script, tandem));
        assertThat(result.out()).contains("cancelled");
        assertThat(result.code()).isEqualTo(code);
    }

    /** What a process ignores its children ignore too. */
    private static boolean isIgnored(int signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> line.substring("SigIgn:".length()).strip())
                    .anyMatch(set -> ((Long.parseUnsignedLong(set, 16) >> (signal - 1)) & 1) == 1);
        }
    }

    @Test
    void anErrorOfItsOwnKindEndsTheRunAtOnce() {
        Result result = does("error");
        assertThat(result.out()).contains("java.lang.Error: told to throw");
        assertThat(result.code()).isEqualTo(70);
    }
}
