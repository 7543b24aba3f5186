package probewright.dialect;

import java.util.HashSet;
import java.util.Set;

/** Which declarations say {@code __user}. */
final class UserMarks {
  private final Translation work;
  private final Set<String> marked = new HashSet<>();

  UserMarks(Translation work) {
    this.work = work;
  }

  boolean isMarked(Node declaration) {
    Spot begin = declaration.begin();
    Spot end = declaration.end();
    if (marked.contains(declaration.id())) {
      return true;
    }
    if (begin.written() && end.written()) {
      for (int i = work.tokens.indexAt(begin.offset());
          work.tokens.at(i).start() < end.end() && !work.tokens.at(i).text().isEmpty();
          i++) {
        if (work.tokens.at(i).is("__user")) {
          marked.add(declaration.id());
          return true;
        }
      }
    }
    return false;
  }
}
