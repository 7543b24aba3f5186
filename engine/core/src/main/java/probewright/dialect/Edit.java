package probewright.dialect;

/**
 * One change to the user's text: {@code length} UTF-16 code units at {@code offset} gave way to
 * {@code replacement}.
 */
public record Edit(int offset, int length, String replacement) {}
