// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.dump;

import dev.tandem.spi.Availability.Unavailable;
import dev.tandem.spi.Durations;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.os.Needs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A running HotSpot JVM that is asked by its attach protocol: a file in its working folder and
 * SIGQUIT make it listen at a socket in its temporary folder, and each connection there is one
 * command. No JDK is needed beside it. A process that is no HotSpot JVM is never signalled, since
 * SIGQUIT would end it.
 */
public final class Attachment {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final Path PROC = Path.of("/proc");

    private final long pid;
    private final long pidInside;
    private final Duration limit;

    private Attachment(long pid, long pidInside, Duration limit) {
        this.pid = pid;
        this.pidInside = pidInside;
        this.limit = limit;
    }

    /**
     * @param limit how long the JVM may take for each answer
     * @throws TandemException.Missing when there is no such process, when it is another user's, or
     *     when it is no HotSpot JVM
     */
    public static Attachment to(long pid, Duration limit) throws IOException {
        if (Needs.PROC.availability() instanceof Unavailable(String reason, String remedy)) {
            throw new TandemException.Missing(reason, remedy);
        }
        Path process = PROC.resolve(Long.toString(pid));
        if (!Files.exists(process)) {
            throw new TandemException.Missing(
                    "there is no process " + pid, "'jps' or 'ps' lists those that there are");
        }
        if (!Files.isReadable(process.resolve("maps"))
                || !Files.isWritable(process.resolve("cwd"))) {
            throw new TandemException.Missing(
                    "process " + pid + " may not be looked into from here",
                    "ask as the user who has started it");
        }
        if (!Files.readString(process.resolve("maps")).contains("/libjvm.so")) {
            throw new TandemException.Missing(
                    "process "
                            + pid
                            + " is no HotSpot JVM, and was not asked: its signal would end it",
                    "give the number of one that is");
        }
        return new Attachment(pid, inside(process), limit);
    }

    /** Its number in its own container. */
    private static long inside(Path process) throws IOException {
        return Files.readAllLines(process.resolve("status")).stream()
                .filter(line -> line.startsWith("NSpid:"))
                .map(line -> line.substring(line.lastIndexOf('\t') + 1))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IOException("/proc/PID/status has no NSpid"));
    }

    /**
     * What the JVM prints for a command of {@code jcmd}.
     *
     * @throws TandemException.Missing when it does not answer in time, has ended, or does not know
     *     the command
     */
    public String command(String command) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        String answer;
        try {
            answer = answer(command, socket(deadline), deadline);
        } catch (IOException e) {
            if (Files.exists(PROC.resolve(Long.toString(pid)))) {
                throw e;
            }
            throw new TandemException.Missing(
                    "process " + pid + " has ended meanwhile", "start it again");
        }
        int end = answer.indexOf('\n');
        String text = answer.substring(end + 1);
        if (!answer.startsWith("0\n") || text.contains("IllegalArgumentException")) {
            throw new TandemException.Missing(
                    "the JVM " + pid + " does not know '" + command.replaceFirst(" .*", "") + "'",
                    "it takes a JVM from version 21 up");
        }
        return text;
    }

    /** The threads, virtual ones too, as a document in JSON. */
    public String threadsAsJson() throws IOException, InterruptedException {
        Path inside =
                Path.of("/tmp", "tandem-dump-" + pid + "-" + Long.toHexString(System.nanoTime()));
        Path file = outside(inside);
        try {
            command("Thread.dump_to_file -format=json " + inside);
            return Files.readString(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Where a path of that JVM, which may be in a container, is found from here. */
    public Path outside(Path inside) {
        return Path.of(PROC.resolve(Long.toString(pid)) + "/root" + inside);
    }

    private Path socket(long deadline) throws IOException, InterruptedException {
        Path socket = outside(Path.of("/tmp/.java_pid" + pidInside));
        if (Files.exists(socket)) {
            return socket;
        }
        Path request = PROC.resolve(pid + "/cwd/.attach_pid" + pidInside);
        try {
            Files.createFile(request);
        } catch (FileAlreadyExistsException e) {
            // Somebody else attaches at this moment.
        }
        try {
            new ProcessBuilder("kill", "-QUIT", Long.toString(pid)).start().waitFor();
            while (!Files.exists(socket)) {
                if (deadline - System.nanoTime() <= 0) {
                    throw silent();
                }
                Thread.sleep(POLL);
            }
            return socket;
        } finally {
            Files.deleteIfExists(request);
        }
    }

    private TandemException.Missing silent() {
        return new TandemException.Missing(
                "the JVM " + pid + " does not answer within " + Durations.format(limit),
                "give it longer with --timeout; one that is stopped or swapped out cannot answer");
    }

    private String answer(String command, Path socket, long deadline) throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                var selector = Selector.open()) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            String request = "1\0jcmd\0" + command + "\0\0\0";
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            var answer = new ByteArrayOutputStream();
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            int read = 0;
            while (read >= 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0 || selector.select(left) == 0) {
                    throw silent();
                }
                selector.selectedKeys().clear();
                read = channel.read(buffer.clear());
                answer.write(buffer.array(), 0, Math.max(0, read));
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }
}
