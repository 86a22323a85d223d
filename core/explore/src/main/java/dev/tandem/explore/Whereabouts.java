// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.Failure.StepRow;
import dev.tandem.explore.world.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where in a program a thread is, in words, as its frames tell. */
public final class Whereabouts {

    /** What the eye takes in; the rest is in the frames. */
    private static final int MOST = 3;

    private Whereabouts() {}

    /**
     * A call that the program has made of a library.
     *
     * @param called the method of the library
     * @param from the frames of the program's own that led there, the nearest first
     */
    public record Call(String called, List<Frame> from) {

        /** As a step that begins with another within it. */
        public StepRow step(StepRow first) {
            Frame caller = from.getFirst();
            String method = caller.type() + "." + caller.method();
            return new StepRow(
                    first.thread(), called, "", caller.place(), method, from, first.goesOn());
        }
    }

    /** The call that a thread is in with such frames; empty where the code is the program's own. */
    public static Optional<Call> call(List<Frame> frames) {
        int own = 0;
        while (own < frames.size() && frames.get(own).isLibrary()) {
            own++;
        }
        if (own == 0 || own == frames.size()) {
            return Optional.empty();
        }
        List<Frame> from = frames.stream().skip(own).filter(frame -> !frame.isLibrary()).toList();
        return Optional.of(new Call(frames.get(own - 1).called(), from));
    }

    /** The frames of the program's own, or all of them where there are none. */
    public static List<Frame> own(List<Frame> frames) {
        List<Frame> own = frames.stream().filter(frame -> !frame.isLibrary()).toList();
        return own.isEmpty() ? frames : own;
    }

    /**
     * Those frames that are told: the first and, where the program's own code has called it, its
     * callers up to one in another class.
     */
    public static List<Frame> told(List<Frame> frames) {
        List<Frame> told = new ArrayList<>();
        for (Frame frame : frames) {
            boolean isElsewhere = !told.isEmpty() && !frame.type().equals(told.getFirst().type());
            if (told.isEmpty() || !frame.isLibrary()) {
                told.add(frame);
                if (isElsewhere || told.size() == MOST) {
                    break;
                }
            }
        }
        return told;
    }

    /**
     * A frame with its callers: {@code Counter.add (Counter.java:9) from Main.run (Main.java:4)}.
     */
    public static String inWords(List<Frame> frames) {
        return told(frames).stream().map(Frame::toString).collect(Collectors.joining(" from "));
    }

    /** The place of a step, with the callers of a helper; empty where a thread begins. */
    public static String of(StepRow step) {
        return told(step.frames()).size() < 2 ? step.place() : inWords(step.frames());
    }
}
