package probewright.dialect;

import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Place;

/**
 * A map of the program. Key and value types are in the object's BTF, under the map's own name.
 *
 * @param eventType for an event stream the name of the struct that is submitted, null when none was
 *     found
 */
public record MapDeclaration(String name, MapKind kind, Place place, @Nullable String eventType) {}
