package probewright.language;

import java.util.List;

/**
 * What can stand at a cursor, the likeliest first.
 *
 * @param start where the word begins that a choice replaces, up to the cursor
 * @param more whether there are others that a longer word would bring
 */
public record Completions(int start, List<Completion> choices, boolean more) {
  public Completions {
    choices = List.copyOf(choices);
  }
}
