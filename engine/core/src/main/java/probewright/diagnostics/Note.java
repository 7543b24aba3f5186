package probewright.diagnostics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sentence that belongs to a problem and stands at a place of its own: where a value came from,
 * where something was declared before. Put into words by {@link Messages}.
 *
 * @param place where in the user's own text, null when it is not about the text
 */
public record Note(@Nullable Place place, String code, List<String> arguments) {
  public Note {
    arguments = List.copyOf(arguments);
  }

  /** A note whose arguments are written as {@link String#valueOf(Object)} does. */
  public static Note at(@Nullable Place place, String code, Object... arguments) {
    return new Note(place, code, java.util.Arrays.stream(arguments).map(String::valueOf).toList());
  }
}
