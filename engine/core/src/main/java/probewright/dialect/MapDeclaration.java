package probewright.dialect;

import java.util.List;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Place;

/**
 * A map of the program. Key and value types are in the object's BTF, under the map's own name.
 *
 * @param eventType for an event stream the type that is submitted, as C says it but for {@code
 *     struct}; null when none was found
 * @param path where it is pinned, empty when it goes with the program
 * @param programs the functions that a program array holds from the start
 */
public record MapDeclaration(
    String name,
    MapKind kind,
    Place place,
    @Nullable String eventType,
    String path,
    List<String> programs) {
  public MapDeclaration {
    programs = List.copyOf(programs);
  }

  /** A map that is not pinned and holds no programs. */
  public MapDeclaration(String name, MapKind kind, Place place, @Nullable String eventType) {
    this(name, kind, place, eventType, "", List.of());
  }

  /**
   * The name of the variable that keeps the type of a stream's events in the object's BTF: a
   * pointer to it.
   */
  public String eventVariable() {
    return MapDeclarations.EVENT + name;
  }
}
