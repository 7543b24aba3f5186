package probewright.dialect;

/**
 * Where a token of the syntax tree stands in the user's text. Offsets count UTF-16 code units.
 *
 * @param offset the token's own start; for {@link Origin#BODY} that of the macro's name where it is
 *     used
 * @param end the end of what stands at the offset, exclusive
 * @param use where the outermost macro is used that the token came through; the offset when it came
 *     through none
 * @param body for {@link Origin#BODY} the token's place in the macro's definition in the user's own
 *     text, or -1 when the macro is defined elsewhere
 */
record Spot(int offset, int end, Origin origin, int use, int body) {
  /** How the token came into the program. */
  enum Origin {
    /** Written in the user's text. */
    FILE,
    /** Written in the user's text, between the brackets of a macro. */
    ARGUMENT,
    /** Written in a macro's body: there is nothing of it in the text but the macro's use. */
    BODY,
    /** In another file, or nowhere. */
    ELSEWHERE
  }

  static final Spot NOWHERE = new Spot(-1, -1, Origin.ELSEWHERE, -1, -1);

  /** Whether the token itself stands in the user's text, so that it can be edited. */
  boolean written() {
    return origin == Origin.FILE || origin == Origin.ARGUMENT;
  }

  /** Whether it came out of the body of the macro that is used at an offset. */
  boolean inBodyAt(int offset) {
    return origin == Origin.BODY && use == offset;
  }
}
