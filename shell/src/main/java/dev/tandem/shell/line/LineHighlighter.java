// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell.line;

import dev.tandem.shell.line.Choices.Verdict;
import dev.tandem.shell.line.CommandText.Word;
import dev.tandem.shell.line.Sentence.Command;
import dev.tandem.shell.line.Sentence.OptionName;
import java.util.List;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/**
 * Colours the line as it is typed: what is known, and what is wrong. The word that is being typed
 * is not wrong yet while something begins with it.
 */
public final class LineHighlighter implements Highlighter {

    private static final AttributedStyle COMMAND = AttributedStyle.BOLD;
    private static final AttributedStyle OPTION =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);
    private static final AttributedStyle VALUE =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle WRONG =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
    private static final AttributedStyle COMMENT = AttributedStyle.DEFAULT.faint();

    private final Lexicon lexicon;

    public LineHighlighter(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    @Override
    public AttributedString highlight(@Nullable LineReader reader, String buffer) {
        var styled = new AttributedStringBuilder();
        // What is pasted can be several lines.
        for (String line : buffer.split("(?<=\n)", -1)) {
            styled.append(highlight(line));
        }
        return styled.toAttributedString();
    }

    private AttributedString highlight(String buffer) {
        CommandText text = CommandText.of(buffer);
        List<Word> words = text.words();
        Sentence sentence = lexicon.read(text.strings());
        var styled = new AttributedStringBuilder();
        int done = 0;
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            styled.append(buffer.substring(done, word.start()));
            boolean finished = word.end() < buffer.length();
            styled.styled(style(sentence, i, finished), buffer.substring(word.start(), word.end()));
            done = word.end();
        }
        String rest = buffer.substring(done);
        return styled.styled(
                        rest.stripLeading().startsWith("#") ? COMMENT : AttributedStyle.DEFAULT,
                        rest)
                .toAttributedString();
    }

    private AttributedStyle style(Sentence sentence, int index, boolean finished) {
        Verdict verdict = lexicon.at(sentence, index).judge(sentence.words().get(index), finished);
        return switch (verdict) {
            case WRONG -> WRONG;
            case OPEN -> AttributedStyle.DEFAULT;
            case KNOWN ->
                    switch (sentence.places().get(index)) {
                        case Command place -> COMMAND;
                        case OptionName place -> OPTION;
                        default -> VALUE;
                    };
        };
    }
}
