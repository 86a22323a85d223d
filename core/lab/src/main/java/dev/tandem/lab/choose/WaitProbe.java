// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import dev.tandem.lab.profile.FlightRecording;
import dev.tandem.lab.profile.Profile;
import dev.tandem.lab.profile.Profile.Wait;
import dev.tandem.lab.profile.ProfileReader;
import dev.tandem.spi.Crew;
import dev.tandem.spi.os.Image;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out what is waited for while something runs. */
@FunctionalInterface
interface WaitProbe {

    /** What is recorded. */
    @FunctionalInterface
    interface Body {
        Pass run() throws Exception;
    }

    /** Sees nothing. */
    WaitProbe NONE = body -> Optional.empty();

    /**
     * @return what took most first; empty when nobody can tell
     */
    Optional<List<Wait>> during(Body body) throws Exception;

    /** The flight recorder of a JVM; an image has none. */
    static WaitProbe here() {
        return Image.RUNS ? NONE : WaitProbe::recorded;
    }

    /** The threads of a pass wait for each other before they begin. */
    private static boolean isForTheStart(Wait wait) {
        String crew = Crew.class.getName() + ".";
        return Profile.place(wait.stack()).filter(frame -> frame.startsWith(crew)).isPresent();
    }

    private static Optional<List<Wait>> recorded(Body body) throws Exception {
        Path file = Files.createTempFile("tandem-", ".jfr");
        try {
            Set<Long> others =
                    Thread.getAllStackTraces().keySet().stream()
                            .map(Thread::threadId)
                            .collect(Collectors.toSet());
            FlightRecording.of(body::run, file);
            return Optional.of(
                    ProfileReader.read(file, others).waits().stream()
                            .filter(wait -> !isForTheStart(wait))
                            .toList());
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
