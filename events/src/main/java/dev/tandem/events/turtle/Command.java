// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.turtle;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What a turtle can be told, each with the key for it. */
public enum Command {
    FORWARD("f", "forward", Turtle::forward),
    BACK("b", "back", Turtle::back),
    LEFT("l", "left", Turtle::left),
    RIGHT("r", "right", Turtle::right),
    UP("u", "pen up", turtle -> turtle.pen(false)),
    DOWN("d", "pen down", turtle -> turtle.pen(true)),
    BLACK("1", Colour.BLACK),
    RED("2", Colour.RED),
    GREEN("3", Colour.GREEN),
    BLUE("4", Colour.BLUE),
    ORANGE("5", Colour.ORANGE),
    PURPLE("6", Colour.PURPLE),
    HOME("h", "home", Turtle::home),
    CLEAR("c", "clear", Turtle::clear),
    UNDO("z", "undo", Turtle::undo);

    private final String key;
    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // none of them keeps anything
    private final Consumer<Turtle> effect;

    Command(String key, String title, Consumer<Turtle> effect) {
        this.key = key;
        this.title = title;
        this.effect = effect;
    }

    Command(String key, Colour colour) {
        this(key, colour.toString(), turtle -> turtle.colour(colour));
    }

    /** All keys with what they do, for a person. */
    public static String legend() {
        return Arrays.stream(values())
                .map(command -> command.key + " " + command)
                .collect(Collectors.joining(", "));
    }

    public String key() {
        return key;
    }

    public void obey(Turtle turtle) {
        effect.accept(turtle);
    }

    /** Whether it is about walking. */
    public boolean isMove() {
        return this == FORWARD || this == BACK || this == HOME;
    }

    @Override
    public String toString() {
        return title;
    }
}
