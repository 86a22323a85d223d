// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import java.io.FileInputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;

/** Programs that do what the explorer cannot steer, and such as never end. */
public final class Uncovered {

    private static volatile boolean never;
    private static int rounds;

    private Uncovered() {}

    public static void timedOut() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(1), () -> {});
    }

    public static void parallelSort() {
        Arrays.parallelSort(new int[10_000]);
    }

    public static int standardInput() throws IOException {
        return System.in.read();
    }

    public static void halts() {
        Runtime.getRuntime().halt(3);
    }

    /** To catch the refusal does not help. */
    public static int swallows() {
        try {
            Runtime.getRuntime().exit(0);
        } catch (RuntimeException e) {
            return 1;
        }
        return 2;
    }

    public static void blocksOutside() throws IOException {
        try (var server = new ServerSocket(0)) {
            server.accept().close();
        }
    }

    public static long files() throws IOException {
        Path file = Files.createTempFile("tandem", "");
        try (var in = new FileInputStream(file.toFile())) {
            return in.read();
        } finally {
            Files.delete(file);
        }
    }

    public static void spins() {
        while (!never) {
            Thread.onSpinWait();
        }
    }

    public static void counts() {
        while (!never) {
            rounds++;
        }
    }

    public static void startsByReflection() throws ReflectiveOperationException {
        Thread.class.getMethod("start").invoke(new Thread(() -> {}));
    }

    public static Object createsByReflection() throws ReflectiveOperationException {
        return Class.forName("java.util.concurrent.Semaphore")
                .getConstructor(int.class)
                .newInstance(1);
    }

    /** What is made of a handle of elements is another, whose place nobody knows. */
    public static Object combinesHandles() {
        VarHandle first =
                MethodHandles.insertCoordinates(
                        MethodHandles.arrayElementVarHandle(int[].class), 1, 0);
        return first.getVolatile(new int[1]);
    }

    /** As it would be thrown where the explorer had rewritten something wrongly. */
    public static void isMisrewritten() {
        throw new IllegalAccessError("tried to access dev.tandem.explore.inside.Gate");
    }
}
