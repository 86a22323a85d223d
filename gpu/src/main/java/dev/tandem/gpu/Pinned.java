// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import dev.tandem.spi.Crew;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * Threads that stay on the processors of one node. The JDK has no call for it; {@code taskset} has.
 */
final class Pinned {

    private Pinned() {}

    /**
     * What a step takes from the processors of one node through the memory of another.
     *
     * @param memory where the memory is used first, which is where the kernel takes it from
     * @param from where it is read
     * @throws java.util.concurrent.ExecutionException with an {@link IOException} when there is no
     *     {@code taskset}, or it cannot do it
     */
    static double walk(Hardware.Node memory, Hardware.Node from, int bytes, int steps)
            throws Exception {
        var made = new CompletableFuture<Chase>();
        try (Crew crew = Crew.named(memory.name() + "-")) {
            crew.start(() -> {
                stayOn(memory);
                var chase = new Chase(bytes);
                chase.link(bytes / Chase.LINE);
                made.complete(chase);
            });
            crew.join();
        }
        try (Crew crew = Crew.named(from.name() + "-")) {
            return crew.gather(
                            1,
                            i -> {
                                stayOn(from);
                                return made.join().step(steps);
                            })
                    .getFirst();
        }
    }

    private static void stayOn(Hardware.Node node) throws IOException, InterruptedException {
        Path self = Files.readSymbolicLink(Path.of("/proc/thread-self"));
        Process taskset =
                new ProcessBuilder(
                                "taskset",
                                "-cp",
                                node.processors(),
                                String.valueOf(self.getFileName()))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (taskset.waitFor() != 0) {
            throw new IOException(
                    "taskset could not bind a thread to the processors " + node.processors());
        }
    }
}
