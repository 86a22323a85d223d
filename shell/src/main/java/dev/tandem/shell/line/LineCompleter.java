// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell.line;

import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Offers the choices of a {@link Lexicon}, with as much of their descriptions as there is room. */
public final class LineCompleter implements Completer {

    /** Below this a description says too little. */
    private static final int LEAST = 12;

    private final Lexicon lexicon;

    public LineCompleter(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        List<Choice> choices = lexicon.choices(line.words());
        int longest = choices.stream().mapToInt(c -> c.shown().length()).max().orElse(0);
        int room = reader.getTerminal().getWidth() - longest - 6;
        int order = 0;
        for (Choice choice : choices) {
            String description = fit(choice.description(), room);
            candidates.add(
                    new Candidate(
                            choice.value(),
                            choice.shown(),
                            null,
                            description.isEmpty() ? null : description,
                            null,
                            null,
                            choice.whole(),
                            order++));
        }
    }

    static String fit(String text, int room) {
        if (text.length() <= room) {
            return text;
        }
        return room < LEAST ? "" : text.substring(0, room - 1).stripTrailing() + "…";
    }
}
