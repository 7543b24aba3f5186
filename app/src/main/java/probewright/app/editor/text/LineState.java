package probewright.app.editor.text;

/**
 * What a line has to know of those before it, to be coloured.
 *
 * @param mode what the line begins in
 * @param before the last word or sign of the code before
 * @param arguments the macro whose arguments go on
 */
public record LineState(Mode mode, Before before, Arguments arguments) {
  /** The state of a text's first line. */
  public static final LineState START = new LineState(Mode.CODE, Before.OTHER, Arguments.NONE);

  /** What a line begins in; all but the first two go on because a backslash ended the line. */
  public enum Mode {
    CODE,
    COMMENT,
    LINE_COMMENT,
    STRING,
    DIRECTIVE
  }

  /** What tells the meaning of the next name. */
  public enum Before {
    /** {@code struct}, {@code union} or {@code enum}: a tag follows. */
    TAG,
    /** A dot or an arrow: a member follows. */
    MEMBER,
    OTHER
  }

  /**
   * Arguments of a macro of the dialect.
   *
   * @param kind whether they name a map or places in the kernel
   * @param left for a map: the commas before its name; for places: the places still to come
   * @param depth of round brackets, 0 before the first
   */
  public record Arguments(Kind kind, int left, int depth) {
    /** No such macro is open. */
    public static final Arguments NONE = new Arguments(Kind.NONE, 0, 0);

    /** What the arguments name. */
    public enum Kind {
      NONE,
      MAP,
      PLACES
    }

    boolean open() {
      return kind != Kind.NONE;
    }

    /** The arguments behind a sign of the code. */
    Arguments after(char sign) {
      if (!open()) {
        return this;
      }
      return switch (sign) {
        case '(' -> new Arguments(kind, left, depth + 1);
        case ')' -> depth <= 1 ? NONE : new Arguments(kind, left, depth - 1);
        case ',' -> depth == 1 ? new Arguments(kind, left - 1, depth) : this;
        case ';', '{', '}' -> NONE;
        default -> depth == 0 ? NONE : this;
      };
    }

    /** Whether a name that stands here is what the macro names. */
    boolean names() {
      return depth == 1 && (kind == Kind.MAP ? left == 0 : kind == Kind.PLACES && left > 0);
    }
  }
}
