// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell.line;

import dev.tandem.shell.line.CommandText.Word;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells the line editor where the words are. */
public final class LineParser implements Parser {

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        List<Word> words = CommandText.of(line).words();
        List<String> texts = new ArrayList<>();
        for (Word word : words) {
            if (cursor < word.start()) {
                break;
            }
            texts.add(word.text());
            if (cursor <= word.end()) {
                // The cursor's place in the word is counted without the quotes before it.
                String before = line.substring(word.start(), cursor);
                List<Word> cut = CommandText.of(before).words();
                int at = cut.isEmpty() ? 0 : cut.getFirst().text().length();
                return new Cursor(line, cursor, texts, at, cursor - word.start(), word);
            }
        }
        texts.add("");
        return new Cursor(line, cursor, texts, 0, 0, new Word("", cursor, cursor));
    }

    /** The words up to that with the cursor, which is the last of them. */
    private record Cursor(
            String line,
            int cursor,
            List<String> words,
            int wordCursor,
            int rawWordCursor,
            Word current)
            implements CompletingParsedLine {

        @Override
        public String word() {
            return current.text();
        }

        @Override
        public int wordIndex() {
            return words.size() - 1;
        }

        @Override
        public int rawWordLength() {
            return current.end() - current.start();
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            String text = candidate.toString();
            return text.matches("[^\\s'\"\\\\#&]*") || !complete
                    ? text
                    : "'" + text.replace("'", "'\\''") + "'";
        }
    }
}
