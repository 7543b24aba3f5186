package probewright.language;

/**
 * Something that can stand at the cursor.
 *
 * @param name what is shown and looked for
 * @param kind what it is
 * @param detail its type or parameters in C, empty where there is nothing to say
 * @param insert what replaces the word at the cursor
 * @param documentation one line of help, empty where there is none
 */
public record Completion(
    String name, Kind kind, String detail, String insert, String documentation) {
  /** What a completion is, for its icon and its place in the list. */
  public enum Kind {
    METHOD,
    MEMBER,
    VARIABLE,
    MAP,
    FUNCTION,
    HELPER,
    MACRO,
    TYPE,
    CONSTANT,
    KEYWORD,
    PROBE
  }
}
