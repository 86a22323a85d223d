// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.lab.run.Once;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lines of standard input. It is read through a channel, which gives up when its thread is
 * interrupted, and nothing is read before it is asked for.
 */
final class StandardInput implements Input {

    private final boolean interactive;
    private final PrintWriter prompts;
    private final Supplier<BufferedReader> lines = new Once<>(StandardInput::open);

    /**
     * @param prompts where a person is asked
     */
    StandardInput(boolean interactive, PrintWriter prompts) {
        this.interactive = interactive;
        this.prompts = prompts;
    }

    // Standard input is not ours to close.
    @SuppressWarnings("resource")
    private static BufferedReader open() {
        var channel = new FileInputStream(FileDescriptor.in).getChannel();
        return new BufferedReader(
                new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
    }

    @Override
    public boolean isInteractive() {
        return interactive;
    }

    @Override
    public Optional<String> line(String prompt) throws IOException, InterruptedException {
        if (interactive) {
            prompts.print(prompt);
            prompts.flush();
        }
        try {
            Optional<String> line = Optional.ofNullable(lines.get().readLine());
            if (interactive && line.isEmpty()) {
                prompts.println();
            }
            return line;
        } catch (ClosedByInterruptException e) {
            if (interactive) {
                prompts.println();
            }
            boolean _ = Thread.interrupted();
            throw new InterruptedException("interrupted while waiting for a line");
        }
    }
}
