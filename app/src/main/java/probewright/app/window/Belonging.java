package probewright.app.window;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import probewright.app.workspace.OpenText;
import probewright.app.workspace.Workspace;

/**
 * Which program each open text belongs to: a program's own text to it; a header to a program that
 * includes it, of several to the one that was seen last; a header that no open program includes to
 * none but itself. JavaFX thread.
 */
final class Belonging {
  private final Function<OpenText, Workspace> make;
  private final Map<OpenText, Workspace> of = new LinkedHashMap<>();
  private @Nullable Workspace last;

  /**
   * @param make a program of a text
   */
  Belonging(Function<OpenText, Workspace> make) {
    this.make = make;
  }

  /** Whether a text can be part of a program, and is none by itself. */
  static boolean isHeader(OpenText text) {
    return text.document().path() != null && text.document().name().endsWith(".h");
  }

  /** Where a text belongs. */
  Workspace of(OpenText text) {
    Workspace program = of.get(text);
    if (program == null) {
      throw new IllegalArgumentException("not open: " + text.document().name());
    }
    return program;
  }

  boolean has(OpenText text) {
    return of.containsKey(text);
  }

  /** The programs, and the headers that stand alone. */
  List<Workspace> all() {
    return of.values().stream().distinct().toList();
  }

  /** The programs that include a file. */
  List<Workspace> including(@Nullable Path file) {
    return all().stream()
        .filter(program -> !isHeader(program.text()) && program.includes(file))
        .toList();
  }

  /** A text was opened. */
  void add(OpenText text) {
    Workspace program = isHeader(text) ? chosen(text) : null;
    if (program == null) {
      of.put(text, make.apply(text));
    } else {
      program.join(text);
      of.put(text, program);
    }
  }

  /** A text was closed; its program goes with its own text. */
  void remove(OpenText text) {
    Workspace program = of(text);
    of.remove(text);
    if (program.text() == text) {
      last = last == program ? null : last;
      settle();
      program.close();
    } else {
      program.leave(text);
    }
  }

  /** A text is about to be seen: a header is seen in the program that was seen before. */
  void seen(OpenText text) {
    Workspace before = last;
    if (before != null) {
      move(text, before);
    }
    Workspace program = of(text);
    last = isHeader(program.text()) ? last : program;
  }

  /** A header is to be seen in this program. */
  void choose(OpenText header, Workspace program) {
    move(header, program);
    last = of(header) == program ? program : last;
  }

  private void move(OpenText header, Workspace to) {
    Workspace from = of(header);
    if (from != to && isHeader(header) && includes(to, header)) {
      if (from.text() == header) {
        from.close();
      } else {
        from.leave(header);
      }
      to.join(header);
      of.put(header, to);
    }
  }

  /**
   * Puts all headers where they belong now.
   *
   * @return those that belong somewhere else than before
   */
  List<OpenText> settle() {
    List<OpenText> moved = new ArrayList<>();
    for (OpenText text : List.copyOf(of.keySet())) {
      if (isHeader(text)) {
        Workspace now = of(text);
        Workspace chosen = includes(now, text) && of.containsKey(now.text()) ? now : chosen(text);
        if (chosen == null && now.text() != text) {
          now.leave(text);
          of.put(text, make.apply(text));
          moved.add(text);
        } else if (chosen != null && chosen != now) {
          move(text, chosen);
          moved.add(text);
        }
      }
    }
    return moved;
  }

  private static boolean includes(Workspace program, OpenText header) {
    return program.text() != header && program.includes(header.document().path());
  }

  private @Nullable Workspace chosen(OpenText header) {
    List<Workspace> all =
        including(header.document().path()).stream()
            .filter(program -> of.containsKey(program.text()))
            .toList();
    return all.contains(last) ? last : all.isEmpty() ? null : all.get(0);
  }
}
