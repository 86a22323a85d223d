// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.profile;

import dev.tandem.lab.dump.Attachment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jdk.jfr.Recording;

/**
 * What the flight recorder of a JVM writes down of the time that passes in it, from the start to
 * the end of a recording.
 */
public final class FlightRecording {

    /** Shorter waits are not recorded, since many of them would cost more than they tell. */
    public static final Duration LEAST_WAIT = Duration.ofMillis(1);

    static final String CPU_TIME_SAMPLE = "jdk.CPUTimeSample";
    static final String EXECUTION_SAMPLE = "jdk.ExecutionSample";
    static final String ALLOCATION_SAMPLE = "jdk.ObjectAllocationSample";

    /** The time between two samples, where the JVM does not tell it. */
    static final Duration SAMPLE = Duration.ofMillis(10);

    private static final Map<String, String> SETTINGS = settings();

    private FlightRecording() {}

    private static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        Stream.concat(
                        Stream.of(CPU_TIME_SAMPLE, EXECUTION_SAMPLE, ALLOCATION_SAMPLE),
                        WaitEvents.NAMES.stream())
                .forEach(event -> {
                    settings.put(event + "#enabled", "true");
                    settings.put(event + "#stackTrace", "true");
                });
        settings.put(CPU_TIME_SAMPLE + "#throttle", millis(SAMPLE));
        settings.put(EXECUTION_SAMPLE + "#period", millis(SAMPLE));
        WaitEvents.NAMES.forEach(wait -> settings.put(wait + "#threshold", millis(LEAST_WAIT)));
        return settings;
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + " ms";
    }

    /** Something that takes its time. */
    @FunctionalInterface
    public interface Body<T> {
        T call() throws Exception;
    }

    /**
     * Records this JVM while the body is called. JVM only: an image has no flight recorder.
     *
     * @param file where the recording is written, also when the body fails
     */
    public static <T> T of(Body<T> body, Path file) throws Exception {
        try (var recording = new Recording()) {
            recording.setSettings(SETTINGS);
            recording.start();
            try {
                return body.call();
            } finally {
                recording.stop();
                recording.dump(file);
            }
        }
    }

    /**
     * Records another JVM for a time, or until an interrupt.
     *
     * @param file where the recording is written, also when it was interrupted
     */
    public static void of(Attachment jvm, Duration time, Path file)
            throws IOException, InterruptedException {
        String name =
                "tandem-"
                        + ProcessHandle.current().pid()
                        + "-"
                        + Long.toHexString(System.nanoTime());
        Path settings = Path.of("/tmp", name + ".jfc");
        Path recorded = Path.of("/tmp", name + ".jfr");
        try {
            Files.writeString(jvm.outside(settings), document());
            jvm.command("JFR.start name=" + name + " settings=" + settings);
            Optional<InterruptedException> interrupt;
            try {
                interrupt = sleep(time);
                jvm.command("JFR.dump name=" + name + " filename=" + recorded);
            } finally {
                jvm.command("JFR.stop name=" + name);
            }
            Files.copy(jvm.outside(recorded), file, StandardCopyOption.REPLACE_EXISTING);
            if (interrupt.isPresent()) {
                throw interrupt.get();
            }
        } finally {
            Files.deleteIfExists(jvm.outside(settings));
            Files.deleteIfExists(jvm.outside(recorded));
        }
    }

    private static Optional<InterruptedException> sleep(Duration time) {
        try {
            Thread.sleep(time);
            return Optional.empty();
        } catch (InterruptedException e) {
            return Optional.of(e);
        }
    }

    /** The settings as a file, since the command of an attached JVM has no room for them. */
    private static String document() {
        var events = new StringBuilder();
        SETTINGS.forEach((setting, value) -> {
            int hash = setting.indexOf('#');
            events.append(
                    "<event name=\"%s\"><setting name=\"%s\">%s</setting></event>\n"
                            .formatted(
                                    setting.substring(0, hash),
                                    setting.substring(hash + 1),
                                    value));
        });
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<configuration version=\"2.0\">\n"
                + events
                + "</configuration>\n";
    }
}
