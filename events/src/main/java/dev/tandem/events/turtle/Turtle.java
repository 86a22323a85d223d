// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.turtle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A turtle with a pen, which draws where it walks. It begins at home, in the middle, with its head
 * upwards and its pen down. Steps and turns are of one size each, so that a key is enough to ask
 * for one.
 *
 * <p>Not thread-safe, as things are not that belong to an event loop.
 */
public final class Turtle {

    /** A line that was drawn. */
    public record Stroke(Place from, Place to, Colour colour) {}

    /** Dots to the right of home, and upwards from there. */
    public record Place(double x, double y) {

        private static final Place HOME = new Place(0, 0);

        Place towards(int heading, double distance) {
            double angle = Math.toRadians(heading);
            return new Place(
                    tidy(x + distance * Math.sin(angle)), tidy(y + distance * Math.cos(angle)));
        }

        /** Without what rounding leaves behind, so that a walk in a circle ends where it began. */
        private static double tidy(double value) {
            // Adding nothing makes a zero of a negative one.
            return Math.rint(value * 1e6) / 1e6 + 0.0;
        }
    }

    /**
     * All that a key can change.
     *
     * @param heading in degrees from upwards, clockwise
     * @param first the first of the strokes that have not been cleared away
     * @param end the one after the last
     */
    private record State(
            Place place, int heading, boolean penDown, Colour colour, int first, int end) {

        State at(Place other, int strokes) {
            return new State(other, heading, penDown, colour, first, strokes);
        }

        State pen(boolean down) {
            return new State(place, heading, down, colour, first, end);
        }

        State in(Colour other) {
            return new State(place, heading, penDown, other, first, end);
        }

        State cleared() {
            return new State(place, heading, penDown, colour, end, end);
        }

        State heading(int degrees) {
            return new State(place, Math.floorMod(degrees, 360), penDown, colour, first, end);
        }
    }

    private final int step;
    private final int turn;
    private final List<Stroke> strokes = new ArrayList<>();
    private final Deque<State> before = new ArrayDeque<>();
    private State now = new State(Place.HOME, 0, true, Colour.BLACK, 0, 0);

    /**
     * @param step in dots
     * @param turn in degrees
     */
    public Turtle(int step, int turn) {
        this.step = step;
        this.turn = turn;
    }

    public void forward() {
        walk(now.place().towards(now.heading(), step));
    }

    public void back() {
        walk(now.place().towards(now.heading(), -step));
    }

    public void left() {
        become(now.heading(now.heading() - turn));
    }

    public void right() {
        become(now.heading(now.heading() + turn));
    }

    public void pen(boolean down) {
        become(now.pen(down));
    }

    public void colour(Colour colour) {
        become(now.in(colour));
    }

    /** Walks home, and looks upwards again. */
    public void home() {
        walk(Place.HOME);
        now = now.heading(0);
    }

    /** Wipes away what has been drawn; the turtle stays where it is. */
    public void clear() {
        become(now.cleared());
    }

    /** Takes back the last of what the other methods have done, if there is one. */
    public void undo() {
        if (!before.isEmpty()) {
            now = before.pop();
            strokes.subList(now.end(), strokes.size()).clear();
        }
    }

    public Place place() {
        return now.place();
    }

    /** In degrees from upwards, clockwise, from 0 to 359. */
    public int heading() {
        return now.heading();
    }

    /** What can be seen, in the order in which it was drawn. */
    public List<Stroke> strokes() {
        return List.copyOf(strokes.subList(now.first(), now.end()));
    }

    private void walk(Place to) {
        if (now.penDown()) {
            strokes.add(new Stroke(now.place(), to, now.colour()));
        }
        become(now.at(to, strokes.size()));
    }

    private void become(State next) {
        before.push(now);
        now = next;
    }
}
