// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Label.interesting;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Parameter.text;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.SYNC;

import dev.tandem.events.loop.Dispatcher;
import dev.tandem.events.loop.Loop;
import dev.tandem.events.turtle.Canvas;
import dev.tandem.events.turtle.Command;
import dev.tandem.events.turtle.Press;
import dev.tandem.events.turtle.Svg;
import dev.tandem.events.turtle.Turtle;
import dev.tandem.spi.Count;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Sketch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * A keyboard leaves keys with a loop, and handlers that listen for them move a turtle that draws.
 * Look at the picture, and at which of the keys the turtle obeyed, and how often.
 *
 * <p>With {@code twice} the program registers its handlers again, as it may when its window is
 * opened again: it does not fail, it draws something else. With {@code two-loops} the walking is
 * left to a second loop, so that it keeps nobody waiting; the lock around the turtle keeps it whole
 * and does not keep the order of the keys.
 *
 * <p>Seen in 100 runs of each: {@code twice} 100 times what it is named after, {@code two-loops}
 * was out of order 98 times and as typed twice, {@code one-loop} was always as typed.
 *
 * <pre>{@code tandem run events.turtle -p keys=ffrrffrrffrrff -p out=square.svg}</pre>
 */
final class TurtleKeys implements Workload {

    private static final String LESSON =
            """
            The program does not read keys: it says which method is to be called for which key, and
            then leaves its thread to the loop. Handlers that all run there need no lock and see the
            keys in the order in which they were pressed. Who registers a handler has to know that
            it is not registered yet, and who moves a part of the work to another thread gives up
            the order, which a lock does not bring back. A key that nobody listens for does nothing,
            and nobody is told unless the loop is made to.
            """;

    private static final Parameter<String> KEYS =
            text(
                    "keys",
                    "1ffflfbrrfblfbbbbr2ffflfbrrfblfbbbbr3ffflfbrrfblfbbbbr"
                            + "4ffflfbrrfblfbbbbr5ffflfbrrfblfbbbbr6ffflfbrrfblfbbbbr",
                    "what is typed: " + Command.legend());
    private static final Parameter<Integer> STEP =
            integer("step", 9, 1, 1000, "how far a step is, in dots");
    private static final Parameter<Integer> TURN =
            integer("turn", 60, 1, 359, "how wide a turn is, in degrees");
    private static final Parameter<Integer> COLUMNS =
            integer("columns", 50, 1, 500, "how wide the picture is, in characters of 2 dots");
    private static final Parameter<Integer> ROWS =
            integer("rows", 20, 1, 200, "how high the picture is, in characters of 4 dots");
    private static final Parameter<String> OUT =
            text("out", "", "a file for the picture as SVG, where the colours are; empty for none");

    private static final Label AS_TYPED =
            acceptable("as-typed", "the turtle obeyed every key once, in the order of the keys");
    private static final Label UNHANDLED =
            interesting("unhandled", "keys that no handler listens for changed nothing");
    private static final Label OUTSIDE =
            interesting("outside", "the turtle left the picture and drew where nobody sees it");
    private static final Label TWICE = forbidden("twice", "the turtle obeyed a key more than once");
    private static final Label OUT_OF_ORDER =
            forbidden("out-of-order", "the turtle obeyed a key before one that came earlier");
    private static final Label LOST =
            forbidden("lost", "the turtle did not obey a key that has a handler")
                    .unseen("a loop makes every call that it has taken");

    /** How the handlers come to listen, and where they do their work. */
    private record Way(int registrations, boolean walksElsewhere) {}

    private static final Variants<Way> WAYS =
            Variants.of(
                    sound("one-loop", "all handlers run on the loop", () -> new Way(1, false)),
                    flawed(
                            "twice",
                            "the handlers are registered again",
                            TWICE,
                            () -> new Way(2, false)),
                    flawed(
                            "two-loops",
                            "what walks is left to a second loop, with a lock around the turtle",
                            OUT_OF_ORDER,
                            () -> new Way(1, true)));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.turtle", "A turtle that obeys keys", LESSON)
                    .with(KEYS, STEP, TURN, COLUMNS, ROWS, OUT)
                    .with(WAYS)
                    .with(AS_TYPED, UNHANDLED, OUTSIDE, TWICE, OUT_OF_ORDER, LOST)
                    .notes("Turtle: turtle.Screen().onkey()")
                    .explorable(SYNC, KEYS.at("fr"))
                    .build();

    private static final Duration BETWEEN_KEYS = Duration.ofMillis(100);

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Way way = context.make(WAYS);
        var picture = new PictureFile(context.get(OUT));
        var desk = new Desk(context);
        try (Loop loop = new Loop();
                Loop second = new Loop();
                Crew crew = Crew.named("other-")) {
            for (int i = 0; i < way.registrations; i++) {
                desk.listen(way.walksElsewhere ? second : Runnable::run);
            }
            if (way.walksElsewhere) {
                crew.start("second loop", second::run);
            }
            crew.start("keyboard", () -> type(context, loop, desk.keyboard));
            loop.run();
            second.stop();
            crew.join();
        }
        picture.write(Svg.of(desk.turtle, desk.canvas));
        return desk.judge()
                .observed()
                .with("keys", keys(context).size())
                .with("obeyed", desk.obeyed.size())
                .with("withoutHandler", desk.unknown.size())
                .with("unknownKeys", desk.unknown.stream().map(Press::key).distinct().toList())
                .with("leftThePicture", desk.departures)
                .with("strokes", desk.turtle.strokes().size())
                .with("picture", new Sketch(desk.canvas.text(desk.turtle)));
    }

    private static List<String> keys(RunContext context) {
        return context.get(KEYS).codePoints().mapToObj(Character::toString).toList();
    }

    private static void type(RunContext context, Loop loop, Dispatcher<Press> keyboard)
            throws InterruptedException {
        List<String> keys = keys(context);
        for (int i = 0; i < keys.size(); i++) {
            context.pause(BETWEEN_KEYS);
            Press press = new Press(i + 1, keys.get(i));
            loop.execute(() -> keyboard.dispatch(press));
        }
        context.event("has typed " + Count.of(keys.size(), "key"));
        loop.stop();
    }

    /** The turtle, its handlers, and what was seen of them. */
    private static final class Desk {
        private final RunContext context;
        private final Canvas canvas;
        private final Turtle turtle;
        private final Dispatcher<Press> keyboard = new Dispatcher<>(Press::key, this::unhandled);
        private final List<Press> unknown = new ArrayList<>();
        private final List<Integer> obeyed = new ArrayList<>();
        private int departures;

        Desk(RunContext context) {
            this.context = context;
            canvas = new Canvas(context.get(COLUMNS), context.get(ROWS));
            turtle = new Turtle(context.get(STEP), context.get(TURN));
        }

        /** Registers a handler for every command, those that walk to do it elsewhere. */
        void listen(Executor walking) {
            for (Command command : Command.values()) {
                if (command.isMove()) {
                    keyboard.on(
                            command.key(), press -> walking.execute(() -> obey(press, command)));
                } else {
                    keyboard.on(command.key(), press -> obey(press, command));
                }
            }
        }

        private synchronized void obey(Press press, Command command) {
            context.event(press + ": " + command);
            boolean seen = canvas.shows(turtle.place());
            command.obey(turtle);
            obeyed.add(press.number());
            if (seen && !canvas.shows(turtle.place())) {
                context.event(press + ": the turtle has left the picture");
                departures++;
            }
        }

        private void unhandled(Press press) {
            context.event(press + ": nobody listens for it");
            unknown.add(press);
        }

        Label judge() {
            List<Integer> ordered = obeyed.stream().sorted().toList();
            if (new HashSet<>(obeyed).size() < obeyed.size()) {
                return TWICE;
            } else if (!obeyed.equals(ordered)) {
                return OUT_OF_ORDER;
            } else if (obeyed.size() + unknown.size() < keys(context).size()) {
                return LOST;
            } else if (departures > 0) {
                return OUTSIDE;
            }
            return unknown.isEmpty() ? AS_TYPED : UNHANDLED;
        }
    }
}
