package probewright.dialect;

/**
 * Declarations that stand before a program's definition. Nothing may call a program, and the
 * definition gets another parameter list.
 */
final class Prototypes {
  private Prototypes() {}

  static void remove(Function function, Translation work) {
    for (Node prototype : work.prototypes) {
      int start = prototype.begin().offset();
      if (prototype.name().equals(function.name())
          && prototype.begin().origin() == Spot.Origin.FILE
          && prototype.end().written()) {
        Tokens.Token semicolon = work.tokens.after(prototype.end().end());
        if (semicolon.is(";")) {
          work.edits.replace(Rewrite.PROTOTYPE, start, semicolon.end(), "");
        }
      }
    }
  }
}
