// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.cli.text.Screen.Style;
import dev.tandem.lab.compare.Against;
import dev.tandem.lab.compare.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What has changed since an earlier comparison, a sentence for each model. */
final class Changes {

    /** Starts of a JVM differ by about so much in code that is the same. */
    private static final double LITTLE = 0.05;

    private final Screen screen;
    private final Against against;

    Changes(Screen screen, Against against) {
        this.screen = screen;
        this.against = against;
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        against.differences().forEach((model, change) -> sentences.add(sentence(model, change)));
        if (!against.otherMachine().isEmpty()) {
            sentences.add(
                    screen.paint(Style.NOTE, "Another machine")
                            + " gave the times of "
                            + against.file()
                            + ": "
                            + against.otherMachine()
                            + ". What differs may be that.");
        } else if (against.differences().values().stream().anyMatch(Changes::isLittle)) {
            sentences.add(
                    "A difference of less than 5 % may be that between two starts of the same"
                            + " program; start each several times to be sure.");
        }
        return sentences;
    }

    private String sentence(String model, Difference change) {
        String than = " than in " + against.file();
        String chance = " (by chance: " + probability(change.probability()) + ").";
        String share = String.format(Locale.ROOT, "%.1f %%", 100 * Math.abs(change.ratio() - 1));
        return switch (change.verdict()) {
            case FASTER ->
                    screen.paint(Style.GOOD, model + " is faster")
                            + than
                            + ": it takes "
                            + share
                            + " less"
                            + chance;
            case SLOWER ->
                    screen.paint(Style.BAD, model + " is slower")
                            + than
                            + ": it takes "
                            + share
                            + " more"
                            + chance;
            case NONE_SEEN -> model + ": no difference from " + against.file() + " seen" + chance;
        };
    }

    private static boolean isLittle(Difference change) {
        return change.verdict() != Difference.Verdict.NONE_SEEN
                && Math.abs(change.ratio() - 1) < LITTLE;
    }

    /** A probability as a percentage that is not written as nothing. */
    static String probability(double probability) {
        double percent = 100 * probability;
        return percent < 0.01
                ? "less than 0.01 %"
                : String.format(Locale.ROOT, percent < 1 ? "%.2f %%" : "%.0f %%", percent);
    }
}
