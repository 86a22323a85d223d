// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.turtle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.events.turtle.Turtle.Place;
import dev.tandem.events.turtle.Turtle.Stroke;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TurtleTest {

    private final Turtle turtle = new Turtle(10, 90);

    @Test
    void aSquareEndsWhereItBegan() {
        obey("frfrfrfr");

        assertThat(turtle.strokes())
                .containsExactly(
                        stroke(0, 0, 0, 10),
                        stroke(0, 10, 10, 10),
                        stroke(10, 10, 10, 0),
                        stroke(10, 0, 0, 0));
        assertThat(turtle.heading()).isZero();
    }

    @Test
    void backKeepsTheHeading() {
        obey("lb");

        assertThat(turtle.place()).isEqualTo(new Place(10, 0));
        assertThat(turtle.heading()).isEqualTo(270);
    }

    @Test
    void aLiftedPenDrawsNothing() {
        obey("ufdf");

        assertThat(turtle.strokes()).containsExactly(stroke(0, 10, 0, 20));
    }

    @Test
    void aStrokeHasTheColourOfItsTime() {
        obey("2f4f");

        assertThat(turtle.strokes())
                .extracting(Stroke::colour)
                .containsExactly(Colour.RED, Colour.BLUE);
    }

    @Test
    void clearLeavesTheTurtleWhereItIs() {
        obey("frfcf");

        assertThat(turtle.strokes()).containsExactly(stroke(10, 10, 20, 10));
    }

    @Test
    void homeIsInTheMiddleWithTheHeadUpwards() {
        obey("frfh");

        assertThat(turtle.place()).isEqualTo(new Place(0, 0));
        assertThat(turtle.heading()).isZero();
        assertThat(turtle.strokes()).last().isEqualTo(stroke(10, 10, 0, 0));
    }

    @Test
    void everyCommandCanBeTakenBackTheLastFirst() {
        obey("f2rfulcdhb");
        for (int i = 0; i < 9; i++) {
            turtle.undo();
        }

        assertThat(turtle.strokes()).containsExactly(stroke(0, 0, 0, 10));
        assertThat(turtle.place()).isEqualTo(new Place(0, 10));
        assertThat(turtle.heading()).isZero();
    }

    @Test
    void whatWasClearedComesBackAndIsDrawnUpon() {
        obey("fcfzzf");

        assertThat(turtle.strokes()).containsExactly(stroke(0, 0, 0, 10), stroke(0, 10, 0, 20));
    }

    @Test
    void withNothingToTakeBackUndoDoesNothing() {
        obey("zzf");

        assertThat(turtle.strokes()).containsExactly(stroke(0, 0, 0, 10));
    }

    private void obey(String keys) {
        for (String key : keys.split("")) {
            Arrays.stream(Command.values())
                    .filter(command -> command.key().equals(key))
                    .forEach(command -> command.obey(turtle));
        }
    }

    private static Stroke stroke(double x1, double y1, double x2, double y2) {
        return new Stroke(new Place(x1, y1), new Place(x2, y2), Colour.BLACK);
    }
}
