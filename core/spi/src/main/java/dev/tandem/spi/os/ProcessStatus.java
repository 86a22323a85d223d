// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi.os;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process as the Linux kernel has it in {@code /proc/PID/stat} at one moment; see
 * proc_pid_stat(5).
 *
 * @param name the first 15 bytes of the name that the process has given itself, else of its
 *     executable's
 * @param state one of {@code R} running, {@code S} sleeping, {@code D} waiting for a device, {@code
 *     T} stopped, {@code Z} zombie, {@code X} dead, and a few that are rarer
 * @param cpuTicks time on a processor in user and kernel mode, in hundredths of a second
 * @param startTicks when it was started, in hundredths of a second since the machine was
 * @param residentPages pages of physical memory that it occupies
 * @param minorFaults how often it touched a page that it did not have in that way, so that the
 *     kernel had to step in without reading from a disk
 */
public record ProcessStatus(
        long pid,
        String name,
        char state,
        long parent,
        long group,
        long session,
        long cpuTicks,
        int threads,
        long startTicks,
        long residentPages,
        long minorFaults) {

    private static final Path PROC = Path.of("/proc");

    /** Whether this system has what this class reads. */
    public static boolean isReadable() {
        return Files.isReadable(PROC.resolve("self/stat"));
    }

    /** The process as it is now; empty when there is none. */
    public static Optional<ProcessStatus> of(long pid) {
        return bytes(pid, "stat").map(ProcessStatus::parse);
    }

    /** Every process that is there now, kernel threads included. */
    public static List<ProcessStatus> all() {
        return pids().stream().flatMap(pid -> of(pid).stream()).toList();
    }

    /** The ids of the processes that there are now. */
    public static List<Long> pids() {
        try (Stream<Path> entries = Files.list(PROC)) {
            return entries.map(path -> path.getFileName().toString())
                    .filter(name -> Character.isDigit(name.charAt(0)))
                    .map(Long::valueOf)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The command line, its words separated by spaces; the name in brackets for one that has none,
     * such as a zombie.
     */
    public String command() {
        String words = bytes(pid, "cmdline").orElse("").replaceAll("\\p{Cntrl}", " ").strip();
        return words.isEmpty() ? "[" + name + "]" : words;
    }

    public boolean isZombie() {
        return state == 'Z' || state == 'X';
    }

    /**
     * The environment that the process was started with, a {@code NAME=value} after the other, each
     * followed by a zero character; empty when the process has gone, is a zombie, or is somebody
     * else's.
     */
    public static String environment(long pid) {
        return bytes(pid, "environ").orElse("");
    }

    /**
     * A file of the process under {@code /proc}, byte by byte; empty when the process has gone or
     * hides it.
     *
     * @param file such as {@code status} or {@code smaps_rollup}
     */
    public static Optional<String> bytes(long pid, String file) {
        try {
            byte[] bytes = Files.readAllBytes(PROC.resolve(pid + "/" + file));
            return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            // ESRCH while reading a process that is just ending, EACCES for somebody else's:
            // nothing can be said of it.
            return Optional.empty();
        }
    }

    private static ProcessStatus parse(String line) {
        // The name stands in parentheses and may itself contain spaces and parentheses: count from
        // the last one.
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        String[] rest = line.substring(close + 2).strip().split(" ", -1);
        return new ProcessStatus(
                Long.parseLong(line.substring(0, open - 1)),
                line.substring(open + 1, close),
                rest[0].charAt(0),
                Long.parseLong(rest[1]),
                Long.parseLong(rest[2]),
                Long.parseLong(rest[3]),
                Long.parseLong(rest[11]) + Long.parseLong(rest[12]),
                Integer.parseInt(rest[17]),
                Long.parseLong(rest[19]),
                Long.parseLong(rest[21]),
                Long.parseLong(rest[7]));
    }
}
