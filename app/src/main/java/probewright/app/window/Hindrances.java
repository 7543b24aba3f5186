package probewright.app.window;

import java.util.List;
import org.jspecify.annotations.Nullable;
import probewright.app.words.Words;
import probewright.app.workspace.Workspace;

/** Why something cannot be done now, in the window's words; empty when it can. */
final class Hindrances {
  private Hindrances() {}

  /** Of running what is seen. */
  static String ofRun(Words words, @Nullable Workspace seen, List<Workspace> open) {
    if (seen == null) {
      return words.get("run.open-first");
    }
    String alone = ofHeader(words, seen);
    return alone.isEmpty()
        ? open.stream()
            .filter(w -> w != seen && w.session().phase().active())
            .findFirst()
            .map(w -> words.get("run.other-runs", w.document().name()))
            .orElse("")
        : alone;
  }

  /** Of ending its run. */
  static String ofStop(Words words, @Nullable Workspace seen) {
    boolean runs = seen != null && seen.session().phase().active();
    return runs ? "" : words.get("command.nothing-runs");
  }

  /** Of what needs a program, where a header is seen that none includes. */
  static String ofHeader(Words words, @Nullable Workspace seen) {
    return seen != null && Belonging.isHeader(seen.text())
        ? words.get("run.header", seen.document().name())
        : "";
  }

  /** Of comparing what is seen with its file. */
  static String ofComparing(Words words, @Nullable Workspace seen) {
    return seen != null && seen.shown().comparable() ? "" : words.get("compare.nothing");
  }
}
