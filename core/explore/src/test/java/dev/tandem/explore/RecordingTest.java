// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.spi.TandemException.Usage;
import dev.tandem.spi.WorkloadSpec.Level;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schedules that are kept while the program is compiled anew. */
class RecordingTest {

    private static final int STEPS = 1_000;

    private static final String TRANSFER =
            """
            import java.util.concurrent.locks.ReentrantLock;

            public class Transfer implements Runnable {
                private final ReentrantLock one = new ReentrantLock();
                private final ReentrantLock other = new ReentrantLock();

                public void run() {
                    Thread back = new Thread(() -> both(other, one));
                    back.start();
                    both(one, other);
                }

                private static void both(ReentrantLock first, ReentrantLock second) {
                    first.lock();
                    second.lock();
                    second.unlock();
                    first.unlock();
                }
            }
            """;

    @TempDir private Path folder;
    private int versions;
    private Recording recording = new Recording("", "", List.of());

    @BeforeEach
    void recordADeadlock() throws IOException {
        recording = recordingOf(compiled(TRANSFER));
    }

    private static Recording recordingOf(Subject subject) {
        ExploreRequest request = ExploreRequest.of(subject).at(Level.SYNC);
        Failure failure =
                Explorer.explore(request, (executions, steps) -> {}, () -> false)
                        .failure()
                        .orElseThrow();
        return Recording.of(subject, failure);
    }

    private Subject compiled(String source) throws IOException {
        Path version = Files.createDirectory(folder.resolve("version" + ++versions));
        Path file = Files.writeString(version.resolve("Transfer.java"), source);
        int failed =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", version.toString(), file.toString());
        assertThat(failed).isZero();
        return new Subject.OfClass("Transfer", "", loader(version));
    }

    // Open as long as the test: classes may be asked for at any time.
    @SuppressWarnings("resource")
    private static ClassLoader loader(Path folder) throws MalformedURLException {
        return new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, RecordingTest.class.getClassLoader());
    }

    private Replayed replay(Subject subject) {
        return Explorer.replay(subject, recording.text(), STEPS);
    }

    @Test
    void the_same_steps_in_other_lines_are_followed() throws IOException {
        String moved =
                TRANSFER.replace(
                        "    public void run() {\n",
                        """
                            private static final Runnable NEW = () -> {};
                            private final Object unused = new Object();
                            private final ReentrantLock third = new ReentrantLock();

                            public void run() {
                                NEW.run();
                        """);
        Subject later = compiled(moved.replace("both(one, other)", "both(this.one, this.other)"));

        assertThat(replay(later).kind()).contains(Kind.DEADLOCK);
        assertThatThrownBy(() -> Explorer.replay(later, recording.schedule(), STEPS))
                .isInstanceOf(Usage.class)
                .hasMessageContaining("of an earlier version of this one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    second.lock();    | second.tryLock();           | it went no further than step 5, and now goes on with ReentrantLock.tryLock in Transfer.both (Thread-0)
                    second.lock();    |                             | , and now goes on with ReentrantLock.unlock in Transfer.both (Thread-0)
                    first.lock();     | first.tryLock();            | was ReentrantLock.lock on ReentrantLock #1 in Transfer.both (main), and is now ReentrantLock.tryLock in Transfer.both (main)
                    first.lock();     | first.lock(); first.lock(); | , and now goes on with ReentrantLock.lock on ReentrantLock #
                    both(other, one)  | both(one, other)            | , and
                    back.start();     |                             | was Thread.start in Transfer.run (main), and is now ReentrantLock.lock on ReentrantLock #1 in Transfer.both (main)
                    both(one, other); |                             | was ReentrantLock.lock on ReentrantLock #1 in Transfer.both (main), and cannot be taken there any more
                    """)
    void what_has_changed_is_told(String before, String after, String told) throws IOException {
        Subject later = compiled(TRANSFER.replace(before, after == null ? "" : after));

        assertThatThrownBy(() -> replay(later))
                .isInstanceOf(Usage.class)
                .hasMessageStartingWith("the program has changed: ")
                .hasMessageContaining(told);
    }

    @Test
    void a_livelock_is_followed_whatever_the_limit_of_steps() throws IOException {
        Subject endless =
                compiled(
                        """
                        public class Transfer implements Runnable {
                            public void run() {
                                while (true) {
                                    Thread.yield();
                                }
                            }
                        }
                        """);
        Recording livelock = recordingOf(endless);

        assertThat(livelock.steps()).hasSizeBetween(2, 10);
        for (int limit : List.of(STEPS, 50 * STEPS)) {
            assertThat(Explorer.replay(endless, livelock.text(), limit).kind())
                    .contains(Kind.LIVELOCK);
        }
    }

    @Test
    void a_text_is_read_as_it_was_written() {
        assertThat(Recording.parse(recording.text())).isEqualTo(recording);
        assertThat(Recording.parse(recording.text().replace("\n", "\r\n"))).isEqualTo(recording);
        assertThat(recording.steps()).hasSameSizeAs(Schedule.parse(recording.schedule()).tasks());
    }

    @Test
    void a_text_that_is_cut_off_is_refused_wherever_that_is() {
        String text = recording.text().strip();
        for (int length = 0; length < text.length(); length++) {
            String part = text.substring(0, length);
            assertThatThrownBy(() -> Schedule.parse(Recording.parse(part).schedule()))
                    .as(part)
                    .isInstanceOf(Usage.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    tandem-recording 1 | tandem-recording 2   | the recording is of format 2, this program reads format 1
                    seed 42            | seed 43              | the recording is of Transfer, seed 43; what it is to be followed with is Transfer, seed 42
                    program            | programme            | line 2 of the recording is 'programme Transfer, seed 42'; it would begin with 'program '
                    steps              | steps 1              | the recording was changed: it has
                    main               | once upon a time     | of the recording is 'once upon a time
                    schedule 1:        | schedule 9:          | the schedule is of format 9
                    """)
    void a_text_that_was_changed_is_refused(String before, String after, String told)
            throws IOException {
        Subject subject = compiled(TRANSFER);
        String tabs = before.equals("main") ? "main\t" : before;
        String changed = recording.text().replaceFirst(tabs, after);

        assertThatThrownBy(() -> Explorer.replay(subject, changed, STEPS))
                .isInstanceOf(Usage.class)
                .hasMessageContaining(told)
                .hasMessageNotContaining("\n");
    }
}
