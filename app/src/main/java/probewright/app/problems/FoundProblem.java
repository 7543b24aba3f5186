package probewright.app.problems;

import java.util.List;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Note;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;

/**
 * A problem in the list.
 *
 * @param problem as the engine told it
 * @param here the same where it stands in the text as it is now, with those fixes that still fit
 * @param stale whether its line was edited since, so that it may not hold any more
 */
public record FoundProblem(Problem problem, Problem here, boolean stale) {
  static FoundProblem of(Problem problem) {
    return new FoundProblem(problem, problem, false);
  }

  /** Where it stands now, null when it is not about the text. */
  public @Nullable Place place() {
    return here.place();
  }

  /**
   * The same after an edit, which only moves what stands in the text that was edited.
   *
   * @param text the name that places in that text carry
   * @param ofARun whether it is stale once its line is another
   */
  FoundProblem after(String text, TextEdit edit, boolean ofARun) {
    Place place = here.place();
    if (place == null) {
      return this;
    }
    List<Fix> fixes =
        here.fixes().stream()
            .filter(fix -> !isIn(text, fix.place()) || fits(fix, edit))
            .map(fix -> isIn(text, fix.place()) ? moved(fix, edit) : fix)
            .toList();
    boolean inText = isIn(text, place);
    Problem moved =
        here.at(inText ? edit.moved(place) : place).withFixes(fixes).withNotes(notes(text, edit));
    return new FoundProblem(problem, moved, stale || (ofARun && inText && edit.touches(place)));
  }

  private static boolean isIn(String text, Place place) {
    return place.file().equals(text);
  }

  private static boolean fits(Fix fix, TextEdit edit) {
    return fix.edits().stream().noneMatch(one -> edit.touches(one.place()));
  }

  private List<Note> notes(String text, TextEdit edit) {
    return here.notes().stream()
        .map(
            note -> {
              Place at = note.place();
              return at == null || !isIn(text, at)
                  ? note
                  : new Note(edit.moved(at), note.code(), note.arguments());
            })
        .toList();
  }

  private static Fix moved(Fix fix, TextEdit edit) {
    return new Fix(
        fix.code(),
        fix.arguments(),
        fix.edits().stream()
            .map(one -> new Fix.Edit(edit.moved(one.place()), one.replacement()))
            .toList());
  }
}
