// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.text.Screen;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.compare.SequentialModel;
import dev.tandem.lab.launch.Launcher;
import dev.tandem.lab.launch.WorkerRole;
import dev.tandem.lab.run.Once;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest.Launch;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Optional;

/** The worker's side of a command that is executed {@link Elsewhere}. */
public final class CommandRole implements WorkerRole {

    static final String ID = "command";
    static final String CANCEL = "cancel";

    static final char OUT = 'o';
    static final char ERR = 'e';
    private static final char CODE = 'x';

    @Override
    public String id() {
        return ID;
    }

    @Override
    public void work(WorkerContext context) {
        List<String> arguments = context.arguments();
        String name = arguments.getFirst();
        Screen screen = screen(arguments.get(1));
        Screen errScreen = screen(arguments.get(2));
        var cli =
                new Cli(
                        name,
                        new Once<>(() -> Catalogue.discover(List.of(new SequentialModel()))),
                        new Launcher(name, Launch.AUTO)::starting,
                        Input.NONE,
                        new PrintWriter(new Told(context, OUT)),
                        new PrintWriter(new Told(context, ERR), true),
                        screen,
                        errScreen);
        Thread command = Thread.currentThread();
        Thread.ofPlatform().daemon().name("cancel").start(() -> listen(context, command));
        String[] line = arguments.subList(3, arguments.size()).toArray(String[]::new);
        int code = CommandLines.execute(cli, Optional.empty(), line);
        context.send(CODE + "" + code);
    }

    private static void listen(WorkerContext context, Thread command) {
        try {
            while (context.receive().isPresent()) {
                command.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Screen screen(String text) {
        String[] words = text.split(" ", -1);
        return new Screen(
                Boolean.parseBoolean(words[0]),
                Boolean.parseBoolean(words[1]),
                Integer.parseInt(words[2]),
                Boolean.parseBoolean(words[3]),
                Integer.parseInt(words[4]));
    }

    /** Sends what is written, a message for what comes between two flushes. */
    private static final class Told extends Writer {

        private final WorkerContext context;
        private final StringBuilder text = new StringBuilder();

        Told(WorkerContext context, char kind) {
            this.context = context;
            text.append(kind);
        }

        @Override
        public void write(char[] characters, int offset, int length) {
            text.append(characters, offset, length);
        }

        @Override
        public void flush() {
            if (text.length() > 1) {
                context.send(text.toString());
                text.setLength(1);
            }
        }

        @Override
        public void close() {
            flush();
        }
    }
}
