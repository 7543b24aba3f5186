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

  FoundProblem after(TextEdit edit, boolean ofARun) {
    Place place = here.place();
    if (place == null) {
      return this;
    }
    List<Fix> fixes =
        here.fixes().stream()
            .filter(fix -> fix.edits().stream().noneMatch(one -> edit.touches(one.place())))
            .map(fix -> moved(fix, edit))
            .toList();
    Problem moved =
        here.at(edit.moved(place)).withFixes(fixes).withNotes(notes(place.file(), edit));
    return new FoundProblem(problem, moved, stale || (ofARun && edit.touches(place)));
  }

  /** The same after an edit of another text than its own, in which only notes of it stand. */
  FoundProblem afterElsewhere(String text, TextEdit edit) {
    return new FoundProblem(problem, here.withNotes(notes(text, edit)), stale);
  }

  private List<Note> notes(String text, TextEdit edit) {
    return here.notes().stream()
        .map(
            note -> {
              Place at = note.place();
              return at == null || !at.file().equals(text)
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
