package probewright.dialect;

import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Place;

/**
 * A named parameter that a program declares in its first comment lines: {@code // param: NAME TYPE
 * = DEFAULT DESCRIPTION}.
 *
 * @param initial the value it has when none is given, as written; null when one must be given
 * @param description for people; may be empty
 * @param place of the declaration
 */
public record Parameter(
    String name, ParameterType type, @Nullable String initial, String description, Place place) {}
