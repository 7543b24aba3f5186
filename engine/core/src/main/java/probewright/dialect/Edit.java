package probewright.dialect;

import java.util.Set;

/**
 * One change to the user's text: {@code length} UTF-16 code units at {@code offset} gave way to
 * {@code replacement}.
 *
 * @param rules by which; several may meet at one offset
 */
public record Edit(int offset, int length, String replacement, Set<Rewrite> rules) {
  public Edit {
    rules = Set.copyOf(rules);
  }

  /** A change by no rule that is known. */
  public Edit(int offset, int length, String replacement) {
    this(offset, length, replacement, Set.of());
  }
}
