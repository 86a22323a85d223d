// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.text.PlayView;
import dev.tandem.explore.Game;
import dev.tandem.explore.Game.Position;
import dev.tandem.spi.TandemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes the moves of a game from its player, one line after the other. */
final class Dialogue {

    private static final Pattern MOVE =
            Pattern.compile("(\\d{1,2})(?:x(\\d{1,5}))?((?:=\\d{1,2})*)");

    private final Game game;
    private final Input in;
    private final PlayView view;
    private final Consumer<List<String>> tell;
    private final Consumer<String> complain;
    private boolean left;

    /**
     * @param tell hears what is to be seen
     * @param complain hears what was wrong with a move, in a line
     */
    Dialogue(
            Game game,
            Input in,
            PlayView view,
            Consumer<List<String>> tell,
            Consumer<String> complain) {
        this.game = game;
        this.in = in;
        this.view = view;
        this.tell = tell;
        this.complain = complain;
    }

    /**
     * Goes on until the player leaves, the input ends or, where nobody can be asked whether to take
     * a step back, as long as there are moves.
     */
    void run() throws IOException, InterruptedException {
        tell.accept(view.objective(game.objective()));
        tell.accept(view.seats(game.position(), game.current()));
        while (!left) {
            Optional<String> line = in.line(view.prompt(game.position(), game.current()));
            if (line.isEmpty()) {
                break;
            }
            execute(line.get().strip());
        }
        if (!in.isInteractive() && game.position().end().isEmpty()) {
            tell.accept(view.seats(game.position(), game.current()));
        }
        tell.accept(view.conclusion(game.position()));
    }

    private void execute(String line) throws InterruptedException {
        Position before = game.position();
        try {
            if (line.isEmpty()) {
                if (in.isInteractive()) {
                    again();
                }
            } else {
                Iterator<String> words = Arrays.asList(line.split("[\\s,]+")).iterator();
                while (words.hasNext() && !left) {
                    word(words.next(), words);
                }
            }
        } catch (TandemException e) {
            complain.accept(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            complain.accept(e.getMessage());
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted");
        }
        Position now = game.position();
        if (!now.equals(before)) {
            if (in.isInteractive()) {
                tell.accept(view.seats(now, game.current()));
            }
            now.end().ifPresent(end -> tell.accept(view.end(end)));
        }
    }

    private void again() {
        if (game.current() < 0) {
            throw new TandemException.Usage("nobody has moved yet; write the number of a thread");
        }
        move(game.current());
    }

    private void word(String word, Iterator<String> rest) throws IOException {
        switch (word) {
            case "u", "undo" -> undo();
            case "h", "hint" -> tell.accept(view.hint(game.hint(), game.position()));
            case "o", "objective" -> tell.accept(view.objective(game.objective()));
            case "?", "help" -> tell.accept(view.help());
            case "q", "quit" -> left = true;
            case "save" -> save(rest);
            default -> {
                Matcher matcher = MOVE.matcher(word);
                if (!matcher.matches()) {
                    throw new TandemException.Usage(
                            "'"
                                    + word
                                    + "' is no move; write the number of a thread, u, h, objective, save FILE or q");
                }
                int times = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
                int[] values =
                        Stream.of(matcher.group(3).split("="))
                                .filter(value -> !value.isEmpty())
                                .mapToInt(Integer::parseInt)
                                .toArray();
                for (int i = 0; i < times; i++) {
                    // As in a schedule: what is chosen is chosen in the last of the steps.
                    move(Integer.parseInt(matcher.group(1)), i == times - 1 ? values : new int[0]);
                }
            }
        }
    }

    private void move(int thread, int... values) {
        game.move(thread, values);
        tell.accept(view.step(game.position(), thread, values.length > 0));
    }

    private void undo() {
        if (!game.undo()) {
            throw new TandemException.Usage("there is no step to take back");
        }
        if (!in.isInteractive()) {
            tell.accept(List.of("back to step " + game.position().steps().size()));
        }
    }

    private void save(Iterator<String> rest) throws IOException {
        if (!rest.hasNext()) {
            throw new TandemException.Usage("save needs the name of a file: save FILE");
        }
        Path file = WholeFile.named(rest.next());
        WholeFile.write(file, game.schedule() + System.lineSeparator());
        tell.accept(List.of("saved; replay it with --schedule @" + file));
    }
}
