package dev.tandem.core.explore.inside;

/** Marks the rewritten classes of {@code java.util.concurrent}. */
public interface Twin {}
