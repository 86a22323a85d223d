// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

/**
 * What a reader must know to judge a result, as the notes of a report say it. The same list stands
 * in {@code docs/explorer.md}, with the reasons.
 */
enum Caveat {
    ALL_FIELDS(true, "accesses to volatile and to other fields (--level volatile, memory)"),
    PLAIN_FIELDS(true, "accesses to fields that are not volatile (--level memory)"),
    INSIDE(true, "steps inside java.util.concurrent (--level volatile)"),
    SPURIOUS(true, "waits that end for no reason (--spurious 1)"),
    TIME_OUTS(true, "time-outs as long as somebody can go on (--time any)"),
    ROUNDS(true, "what depends on how often a loop goes round that waits and counts its rounds"),
    UNFAIRNESS(true, "threads that go on and on while others that could go do not"),
    WEAK_MEMORY(true, "reorderings of a weak memory model"),
    INPUT_AND_OUTPUT(true, "input and output (what is printed is dropped)"),
    NATIVE_METHODS(true, "native methods"),

    DRAWS(
            "random numbers are drawn from --seed %s, the same in every execution; another seed may lead elsewhere"),
    OUTSIDE(
            "input and output is done for real, in every execution anew, and is no point of choice: %s"),
    ESTIMATE(
            "'at least' holds with a confidence of 95 %%, for any program; there is no 'at most', as random schedules may hardly ever reach a large part of the space"),
    SCHEDULES("schedules were told apart up to %s; there may be more"),
    UNREDUCED("a bound on preemptions switches the reduction off");

    private final boolean leftOut;
    private final String words;

    Caveat(String words) {
        this(false, words);
    }

    Caveat(boolean leftOut, String words) {
        this.leftOut = leftOut;
        this.words = words;
    }

    /** Whether it is something that has not been looked at. */
    boolean isLeftOut() {
        return leftOut;
    }

    /** The words, with what they leave open. */
    String words(Object... open) {
        return words.formatted(open);
    }
}
