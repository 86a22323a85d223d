// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

import dev.tandem.spi.TandemException.Usage;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Schedules in files, of which the names are seen from the working directory of the tests. */
final class Schedules {

    /** Names the folder in which the schedules of failures are kept. */
    static final String PARAMETER = "tandem.schedules";

    private static final String SUFFIX = ".schedule";

    private Schedules() {}

    /**
     * The schedule that a test is to follow.
     *
     * @param schedule as {@link Replay#value}
     * @param file as {@link Replay#file}
     * @param test its name, to begin a message with
     * @throws Usage when there is none, or the file cannot be read
     */
    static String find(String schedule, String file, String test) {
        if (schedule.isEmpty() == file.isEmpty()) {
            throw new Usage(
                    test
                            + " has @Replay with "
                            + (file.isEmpty() ? "no schedule" : "two schedules")
                            + "; it takes one, or the name of a file that has one");
        }
        return file.isEmpty() ? schedule : read(file, test);
    }

    private static String read(String file, String test) {
        try {
            String text = Files.readString(Path.of(file));
            if (text.isBlank()) {
                throw unreadable(file, test, "is empty");
            }
            return text;
        } catch (NoSuchFileException e) {
            throw unreadable(file, test, "is not there, seen from " + Path.of("").toAbsolutePath());
        } catch (CharacterCodingException e) {
            throw unreadable(file, test, "is no text");
        } catch (InvalidPathException | IOException e) {
            throw unreadable(file, test, "cannot be read: " + e.getMessage());
        }
    }

    private static Usage unreadable(String file, String test, String reason) {
        return new Usage(test + " is to be replayed from the file '" + file + "', which " + reason);
    }

    /**
     * Writes the schedule of a failure into a folder, in place of the one that the test had left
     * there before.
     *
     * @return the report, with the line that replays it from there, or why it could not be written
     */
    static Report keep(Report report, String folder, Task task) {
        if (report.recording().isEmpty()) {
            return report;
        }
        try {
            String title = task.title();
            String full = task.className() + title.substring(title.indexOf('#'));
            String name = full.replaceAll("[^\\w.-]+", "_");
            Path file = Path.of(folder).resolve(name + SUFFIX);
            Files.createDirectories(Path.of(folder));
            Files.writeString(file, report.recording());
            return report.with(
                    "\nFrom a file, also after the program has been compiled anew\n  @Replay(file = \""
                            + file
                            + "\")\n");
        } catch (InvalidPathException | IOException e) {
            return report.with("\nThe schedule cannot be kept in '" + folder + "': " + e + "\n");
        }
    }
}
