// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell;

import dev.tandem.events.loop.Dispatcher;
import dev.tandem.events.loop.Loop;
import dev.tandem.events.turtle.Canvas;
import dev.tandem.events.turtle.Command;
import dev.tandem.events.turtle.Press;
import dev.tandem.events.turtle.Turtle;
import dev.tandem.spi.Crew;
import java.io.IOError;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.reader.EndOfFileException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/**
 * A turtle on the whole of a terminal. One thread reads keys and leaves them with a loop; handlers
 * on the loop move the turtle and draw what can be seen of it, again when the window has changed.
 */
final class TurtleScreen {

    private static final String QUIT = "q";

    /** What the frame and the line below it take. */
    private static final int EDGES = 2;

    private final Terminal terminal;
    private final Display display;
    private final Turtle turtle;
    private final Dispatcher<Press> keyboard = new Dispatcher<>(Press::key, this::unhandled);
    private final StringBuilder obeyed = new StringBuilder();
    private String status =
            "arrows or f b l r; pen u d; colours 1-6; h home; c clear; z undo; q quit";
    private int unknown;
    private int departures;

    TurtleScreen(Terminal terminal, int step, int turn) {
        this.terminal = terminal;
        display = new Display(terminal, true);
        turtle = new Turtle(step, turn);
        for (Command command : Command.values()) {
            keyboard.on(command.key(), press -> obey(press, command));
        }
    }

    /**
     * Obeys keys until one of them ends it.
     *
     * @return those that were obeyed
     */
    String run() throws InterruptedException {
        Attributes before = terminal.enterRawMode();
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        try (Loop loop = new Loop();
                Crew crew = Crew.named("keyboard-")) {
            var former = terminal.handle(Terminal.Signal.WINCH, _ -> leave(loop, this::showAnew));
            try {
                crew.start("keyboard", () -> read(loop));
                loop.execute(this::show);
                loop.run();
            } finally {
                terminal.handle(Terminal.Signal.WINCH, former);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            terminal.puts(Capability.cursor_visible);
            terminal.puts(Capability.exit_ca_mode);
            terminal.setAttributes(before);
            terminal.flush();
        }
        return obeyed.toString();
    }

    private void read(Loop loop) {
        var reader = new BindingReader(terminal.reader());
        KeyMap<String> map = keys();
        int number = 0;
        try {
            String key = reader.readBinding(map);
            while (key != null && !key.equals(QUIT)) {
                String pressed = key.isEmpty() ? name(reader.getLastBinding()) : key;
                Press press = new Press(++number, pressed);
                leave(loop, () -> keyboard.dispatch(press));
                key = reader.readBinding(map);
            }
        } catch (EndOfFileException | IOError _) {
            // The terminal is gone, or the screen is to be left: there are no more keys.
        } finally {
            loop.stop();
        }
    }

    /** What can be printed of a key that is not known. */
    private static String name(String sequence) {
        String quoted = KeyMap.display(sequence);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static void leave(Loop loop, Runnable call) {
        try {
            loop.execute(call);
        } catch (RejectedExecutionException _) {
            // Pressed after the key that ended it.
        }
    }

    /** The keys that are known, arrows among them; any other is bound to an empty text. */
    private KeyMap<String> keys() {
        KeyMap<String> map = new KeyMap<>();
        map.setNomatch("");
        map.setUnicode("");
        for (Command command : Command.values()) {
            map.bind(command.key(), command.key());
        }
        bindArrow(map, Command.FORWARD, 'A');
        bindArrow(map, Command.BACK, 'B');
        bindArrow(map, Command.RIGHT, 'C');
        bindArrow(map, Command.LEFT, 'D');
        map.bind(QUIT, List.of(QUIT, KeyMap.ctrl('D')));
        return map;
    }

    /** What an arrow sends in either mode of a keypad. */
    private static void bindArrow(KeyMap<String> map, Command command, char arrow) {
        map.bind(command.key(), List.of(KeyMap.esc() + "[" + arrow, KeyMap.esc() + "O" + arrow));
    }

    private void obey(Press press, Command command) {
        boolean seen = canvas().shows(turtle.place());
        command.obey(turtle);
        obeyed.append(press.key());
        status = press + ": " + command;
        if (seen && !canvas().shows(turtle.place())) {
            departures++;
            status += "; the turtle has left the picture, " + departures + " times by now";
        }
        show();
    }

    private void unhandled(Press press) {
        unknown++;
        status = press + ": nobody listens for it, nor for " + (unknown - 1) + " before";
        show();
    }

    private Canvas canvas() {
        Size size = terminal.getSize();
        return new Canvas(
                Math.max(1, size.getColumns() - EDGES), Math.max(1, size.getRows() - EDGES - 1));
    }

    /** The terminal may have moved what was there. */
    private void showAnew() {
        display.clear();
        show();
    }

    private void show() {
        Size size = terminal.getSize();
        display.resize(size.getRows(), size.getColumns());
        display.update(
                Stream.concat(canvas().text(turtle).lines(), Stream.of(status))
                        .limit(size.getRows())
                        .map(line ->
                                new AttributedString(line).columnSubSequence(0, size.getColumns()))
                        .toList(),
                0);
    }
}
