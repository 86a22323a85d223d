// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import dev.tandem.lab.profile.FlightRecording;
import dev.tandem.lab.profile.Profile.Kind;
import dev.tandem.lab.profile.Profile.Wait;
import dev.tandem.lab.profile.ProfileReader;
import dev.tandem.spi.os.Image;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out what is waited for while something runs. */
@FunctionalInterface
interface WaitProbe {

    /** What is recorded. */
    @FunctionalInterface
    interface Body {
        Pass run() throws Exception;
    }

    /** The frames that the flight recorder keeps of a stack. */
    int DEEPEST = 64;

    /** What every thread that computes a part is in. */
    String PART = Pass.class.getName() + "$Measured.compute";

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

    /** Others wait too: a server that the job has brought, or the threads of a client. */
    private static boolean isOfAPart(Wait wait) {
        return wait.stack().size() >= DEEPEST
                || wait.stack().stream().anyMatch(frame -> frame.startsWith(PART));
    }

    /** Waits for the same thing, wherever in the program that was. */
    private static List<Wait> together(List<Wait> waits) {
        record What(Kind kind, String what) {}
        return waits.stream()
                .collect(
                        Collectors.toMap(
                                wait -> new What(wait.kind(), wait.what()),
                                Function.identity(),
                                WaitProbe::sum))
                .values()
                .stream()
                .sorted(Comparator.comparing(Wait::total).reversed())
                .toList();
    }

    private static Wait sum(Wait a, Wait b) {
        return new Wait(
                a.kind(),
                a.what(),
                a.stack(),
                a.total().plus(b.total()),
                a.longest().compareTo(b.longest()) > 0 ? a.longest() : b.longest(),
                a.count() + b.count(),
                Stream.concat(a.holders().stream(), b.holders().stream()).distinct().toList());
    }

    private static Optional<List<Wait>> recorded(Body body) throws Exception {
        Path file = Files.createTempFile("tandem-", ".jfr");
        try {
            FlightRecording.of(body::run, file);
            return Optional.of(
                    together(
                            ProfileReader.read(file, Set.of()).waits().stream()
                                    .filter(WaitProbe::isOfAPart)
                                    .toList()));
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
