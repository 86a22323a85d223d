package dev.tandem.spi;

/**
 * An outcome that can be observed, with its grade.
 *
 * @param label a short name in lower case with hyphens, such as {@code lost-update}
 * @param reason why the outcome has this grade, as a sentence without its full stop
 */
public record Expectation(String label, Grade grade, String reason) {}
