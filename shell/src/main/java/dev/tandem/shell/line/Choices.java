// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell.line;

import java.util.List;
import java.util.function.Predicate;

/**
 * What could stand at a place.
 *
 * @param offered to choose from
 * @param accepts whether a word that is not offered is right all the same
 */
record Choices(List<Choice> offered, Predicate<String> accepts) {

    /** How a word looks. */
    enum Verdict {
        KNOWN,
        OPEN,
        WRONG
    }

    /** Nothing but what is offered is right. */
    static Choices only(List<Choice> offered) {
        return new Choices(offered, word -> false);
    }

    /** What is offered are examples. */
    static Choices examples(List<Choice> offered) {
        return new Choices(offered, word -> true);
    }

    /** The same behind what already stands in the word. */
    Choices after(String before) {
        return new Choices(
                offered.stream().map(c -> c.after(before)).toList(),
                word -> word.startsWith(before) && accepts.test(word.substring(before.length())));
    }

    /**
     * @param finished whether the word is not being typed any more
     */
    Verdict judge(String word, boolean finished) {
        if (offered.stream().anyMatch(c -> c.whole() && c.value().equals(word))) {
            return Verdict.KNOWN;
        }
        boolean isBeginning =
                !finished && offered.stream().anyMatch(c -> c.value().startsWith(word));
        return isBeginning || accepts.test(word) ? Verdict.OPEN : Verdict.WRONG;
    }
}
