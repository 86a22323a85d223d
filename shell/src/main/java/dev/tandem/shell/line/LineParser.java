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
        // What is pasted can be several lines; the words are those of the line with the cursor.
        int start = line.lastIndexOf('\n', cursor - 1) + 1;
        int end = line.indexOf('\n', cursor);
        String current = line.substring(start, end < 0 ? line.length() : end);
        return parse(line, cursor, CommandText.of(current).words(), start);
    }

    private static ParsedLine parse(String line, int cursor, List<Word> words, int lineStart) {
        List<String> texts = new ArrayList<>();
        for (Word cut : words) {
            var word = new Word(cut.text(), cut.start() + lineStart, cut.end() + lineStart);
            if (cursor < word.start()) {
                break;
            }
            texts.add(word.text());
            if (cursor <= word.end()) {
                // The cursor's place in the word is counted without the quotes before it.
                String before = line.substring(word.start(), cursor);
                List<Word> typed = CommandText.of(before).words();
                int at = typed.isEmpty() ? 0 : typed.getFirst().text().length();
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
            if (text.matches("[^\\s'\"\\\\#&]*")) {
                return text;
            }
            // A quote that is closed would end a word that goes on.
            return complete
                    ? "'" + text.replace("'", "'\\''") + "'"
                    : text.replaceAll("[\\s'\"\\\\#&]", "\\\\$0");
        }
    }
}
