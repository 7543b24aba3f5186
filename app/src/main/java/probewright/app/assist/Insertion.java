package probewright.app.assist;

import java.util.EnumSet;
import java.util.Set;
import probewright.language.Completion;
import probewright.language.Completion.Kind;

/**
 * The edit that a completion is.
 *
 * @param start of what is replaced
 * @param end exclusive
 * @param caret where the caret goes
 * @param again whether what can follow is to be offered at once
 */
record Insertion(int start, int end, String text, int caret, boolean again) {
  private static final Set<Kind> CALLED =
      EnumSet.of(Kind.METHOD, Kind.FUNCTION, Kind.HELPER, Kind.MACRO);

  /**
   * What a choice writes.
   *
   * @param start where the word begins
   * @param caret where it ends
   * @param behind the text behind the caret
   */
  static Insertion of(Completion choice, int start, int caret, String behind) {
    String text = choice.insert();
    boolean call = CALLED.contains(choice.kind()) && choice.detail().contains("(");
    if (!call || behind.startsWith("(")) {
      boolean again = text.endsWith(":") || text.endsWith("=") || text.endsWith("__");
      return new Insertion(start, caret, text, start + text.length(), again);
    }
    boolean nothing = choice.detail().endsWith("(void)") || choice.detail().endsWith("()");
    // a call's arguments are anything, those of a probe are names of the kernel's
    boolean probe = text.endsWith("_PROBE") || text.equals("KMOD_RET");
    int inside = start + text.length() + 1;
    return new Insertion(start, caret, text + "()", nothing ? inside + 1 : inside, probe);
  }
}
