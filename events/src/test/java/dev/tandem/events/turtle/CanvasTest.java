// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.turtle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.events.turtle.Turtle.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanvasTest {

    /** Seven dots upwards, and home again. */
    private static Turtle upwards() {
        Turtle turtle = new Turtle(7, 90);
        turtle.forward();
        turtle.pen(false);
        turtle.back();
        return turtle;
    }

    @Test
    void aLineIsDrawnInDotsWithTheTurtleOnTop() {
        assertThat(new Canvas(3, 4).text(upwards()).lines())
                .containsExactly("┌───┐", "│⠀⢰⠀│", "│⠀⢸⠀│", "│⠀↑⠀│", "│⠀⠀⠀│", "└───┘");
    }

    @Test
    void whatLiesOutsideIsCutOff() {
        assertThat(new Canvas(1, 2).text(upwards()).lines())
                .containsExactly("┌─┐", "│⢸│", "│↑│", "└─┘");
    }

    @Test
    void aTurtleOutsideIsNotSeen() {
        Turtle turtle = new Turtle(1000, 90);
        turtle.forward();

        assertThat(new Canvas(2, 2).text(turtle).lines())
                .containsExactly("┌──┐", "│⠀⡇│", "│⠀⠁│", "└──┘");
        assertThat(new Canvas(2, 2).shows(turtle.place())).isFalse();
    }

    @Test
    void theEdgesBelongToThePictureOnTheSideOfTheirDots() {
        Canvas canvas = new Canvas(2, 1);

        assertThat(List.of(new Place(-2, 2), new Place(1.9, -1.9))).allMatch(canvas::shows);
        assertThat(List.of(new Place(2, 0), new Place(0, -2), new Place(-2.1, 0)))
                .noneMatch(canvas::shows);
    }

    @Test
    void theDrawingKeepsTheColours() {
        Turtle turtle = upwards();
        turtle.pen(true);
        turtle.colour(Colour.RED);
        turtle.right();
        turtle.forward();

        assertThat(Svg.of(turtle, new Canvas(10, 5)))
                .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 20 20\"")
                .contains("x1=\"0.00\" y1=\"-0.00\" x2=\"0.00\" y2=\"-7.00\" stroke=\"black\"")
                .contains("x1=\"0.00\" y1=\"-0.00\" x2=\"7.00\" y2=\"-0.00\" stroke=\"red\"")
                .contains("translate(7.00 -0.00) rotate(90)")
                .endsWith("</svg>\n");
    }
}
