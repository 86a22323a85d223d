// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.turtle;

import dev.tandem.events.turtle.Turtle.Place;
import dev.tandem.events.turtle.Turtle.Stroke;
import java.util.Formatter;
import java.util.Locale;

/** Drawings as SVG, which keeps the colours. */
public final class Svg {

    /** How large a dot is shown. */
    private static final int SCALE = 4;

    private Svg() {}

    /** A whole document that needs nothing but itself, as large as the canvas. */
    public static String of(Turtle turtle, Canvas canvas) {
        int width = canvas.width();
        int height = canvas.height();
        try (var svg = new Formatter(Locale.ROOT)) {
            svg.format("<svg xmlns=\"http://www.w3.org/2000/svg\"");
            svg.format(" viewBox=\"0 0 %d %d\"", width, height);
            svg.format(" width=\"%d\" height=\"%d\">\n", width * SCALE, height * SCALE);
            svg.format("<title>What the turtle has drawn</title>\n");
            svg.format("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>\n", width, height);
            // Home is in the middle; of the two axes, one is the other way up here.
            svg.format("<g transform=\"translate(%.1f %.1f)\"", width / 2.0, height / 2.0);
            svg.format(" stroke-linecap=\"round\">\n");
            for (Stroke stroke : turtle.strokes()) {
                svg.format("<line x1=\"%.2f\" y1=\"%.2f\"", stroke.from().x(), -stroke.from().y());
                svg.format(" x2=\"%.2f\" y2=\"%.2f\"", stroke.to().x(), -stroke.to().y());
                svg.format(" stroke=\"%s\"/>\n", stroke.colour());
            }
            Place place = turtle.place();
            svg.format("<path d=\"M0 -3 L2 2 L-2 2 Z\"");
            svg.format(" transform=\"translate(%.2f %.2f)", place.x(), -place.y());
            svg.format(" rotate(%d)\"/>\n</g>\n</svg>\n", turtle.heading());
            return svg.toString();
        }
    }
}
