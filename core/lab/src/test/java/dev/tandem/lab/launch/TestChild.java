// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import dev.tandem.lab.run.NoProcesses;
import dev.tandem.spi.TandemException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The child of the tests, in a JVM of its own: it plays a role well, or breaks the protocol as it
 * is told.
 */
final class TestChild {

    private TestChild() {}

    public static void main(String[] args) throws Exception {
        String role = args[1];
        if (role.startsWith("raw-")) {
            raw(role, new FileOutputStream(FileDescriptor.out));
        } else {
            System.exit(
                    WorkerMain.serve(
                            "test",
                            TestChild::role,
                            id -> {
                                throw new TandemException.Usage("no job " + id);
                            }));
        }
    }

    private static Role role(String id) {
        return switch (id) {
            case "echo" ->
                    side -> {
                        for (Optional<byte[]> m = side.receive();
                                m.isPresent();
                                m = side.receive()) {
                            side.send(m.get());
                        }
                    };
            case "arguments" -> side -> side.send(String.join("|", side.arguments()));
            case "print" ->
                    side -> {
                        System.out.println("a stray line");
                        side.send("said");
                    };
            case "events" -> side -> side.event("one step");
            case "unheard" ->
                    side -> {
                        throw new Error("an error of a kind of its own") {
                            private static final long serialVersionUID = 1;
                        };
                    };
            case "throw" ->
                    side -> {
                        throw new IllegalStateException("outer", new IOException("inner"));
                    };
            case "exit-7" ->
                    side -> {
                        System.err.println("seven it is");
                        System.exit(7);
                    };
            case "exit-0" -> side -> System.exit(0);
            case "flood" ->
                    side -> {
                        byte[] line = "x".repeat(99).concat("\n").getBytes();
                        for (int i = 0; i < 300_000; i++) {
                            System.err.write(line, 0, line.length);
                        }
                        System.err.println("the last line");
                        side.send("flooded");
                        side.receive();
                    };
            case "deaf" -> side -> new CountDownLatch(1).await();
            case "detach" ->
                    side -> {
                        // A shell that starts a session of its own and dies: sleep has no parent
                        // but the system.
                        Process shell =
                                new ProcessBuilder(
                                                "sh",
                                                "-c",
                                                "setsid sleep 321 >/dev/null 2>&1 & echo $!")
                                        .redirectInput(ProcessBuilder.Redirect.PIPE)
                                        .start();
                        side.send(new String(shell.getInputStream().readAllBytes()).strip());
                    };
            case "forget" ->
                    side -> {
                        // As above, and not even the environment says where it has come from.
                        Process shell =
                                new ProcessBuilder(
                                                "sh",
                                                "-c",
                                                "(env -i setsid sleep 323 >/dev/null 2>&1 & echo $!)")
                                        .start();
                        side.send(new String(shell.getInputStream().readAllBytes()).strip());
                    };
            case "die-detached" ->
                    side -> {
                        Process shell =
                                new ProcessBuilder(
                                                "sh", "-c", "setsid true >/dev/null 2>&1 & echo $!")
                                        .start();
                        side.send(new String(shell.getInputStream().readAllBytes()).strip());
                        side.receive();
                    };
            case "grandchild" ->
                    side -> {
                        Process sleep = new ProcessBuilder("sleep", "322").start();
                        side.send(Long.toString(sleep.pid()));
                        side.receive();
                    };
            case IsolatedRun.ID ->
                    side ->
                            IsolatedRun.work(
                                    side, IsolatedRunTest.CATALOGUE, sink -> new NoProcesses());
            case "nested" ->
                    side -> {
                        var scope =
                                new WorkerScope(LauncherTest::command, event -> {}, new Overlap());
                        var worker = scope.start(dev.tandem.spi.WorkerRequest.of("deaf"));
                        side.send(Long.toString(worker.pid()));
                        side.receive();
                    };
            default -> throw new TandemException.Usage("no role '" + id + "'");
        };
    }

    private static void raw(String role, OutputStream out) throws Exception {
        switch (role) {
            case "raw-garbage" ->
                    out.write("Hello, I am a program that knows no frames.\n".getBytes());
            case "raw-2gb" -> out.write(header('M', Integer.MAX_VALUE));
            case "raw-negative" -> out.write(header('M', -1));
            case "raw-half-head" -> out.write(header('M', 10), 0, 5);
            case "raw-half-frame" -> {
                out.write(header('M', 1000));
                out.write(new byte[400]);
            }
            case "raw-kind" -> out.write(header('?', 0));
            case "raw-short" -> {
                out.write(header('T', 8));
                out.write(new byte[8]);
            }
            case "raw-parent" -> out.write(header('E', 0));
            case "raw-silent" -> {}
            default -> throw new IllegalArgumentException(role);
        }
        out.flush();
        if (List.of("raw-garbage", "raw-2gb", "raw-negative", "raw-kind").contains(role)) {
            // Whoever breaks the protocol and stays must be ended by the parent.
            new CountDownLatch(1).await();
        }
    }

    private static byte[] header(char kind, int length) {
        return ByteBuffer.allocate(FrameWriter.HEADER)
                .putInt(FrameWriter.MAGIC)
                .put((byte) kind)
                .putInt(length)
                .array();
    }
}
