package probewright.diagnostics;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong. {@code code} names a sentence in the bundle {@link Messages} reads
 * ({@code CODE} the sentence, {@code CODE.help} what to do), {@code arguments} fill it.
 *
 * @param stage the stage that found it
 * @param place where in the user's own text, null when it is not about the text
 * @param raw the untouched words of clang, the verifier or the operating system, null when there
 *     are none
 * @param fixes what mends it, the likeliest first; one of them is enough
 * @param notes what belongs to it at other places, in the order in which it is to be read
 */
public record Problem(
    Stage stage,
    Severity severity,
    @Nullable Place place,
    String code,
    List<String> arguments,
    @Nullable String raw,
    List<Fix> fixes,
    List<Note> notes) {
  public Problem {
    Objects.requireNonNull(code);
    arguments = List.copyOf(arguments);
    fixes = List.copyOf(fixes);
    notes = List.copyOf(notes);
  }

  /** A problem without notes. */
  public Problem(
      Stage stage,
      Severity severity,
      @Nullable Place place,
      String code,
      List<String> arguments,
      @Nullable String raw,
      @Nullable Fix fix) {
    this(
        stage,
        severity,
        place,
        code,
        arguments,
        raw,
        fix == null ? List.of() : List.of(fix),
        List.of());
  }

  /** An error that is not about a place in the text. */
  public static Problem error(Stage stage, String code, Object... arguments) {
    return new Problem(stage, Severity.ERROR, null, code, strings(arguments), null, null);
  }

  /** An error at a place of the user's text. */
  public static Problem errorAt(Stage stage, Place place, String code, Object... arguments) {
    return new Problem(stage, Severity.ERROR, place, code, strings(arguments), null, null);
  }

  /** Whether it stops its stage. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** The same problem as a warning. */
  public Problem asWarning() {
    return new Problem(stage, Severity.WARNING, place, code, arguments, raw, fixes, notes);
  }

  /** The same problem with the untouched words beside it. */
  public Problem withRaw(@Nullable String words) {
    return new Problem(stage, severity, place, code, arguments, words, fixes, notes);
  }

  /** The same problem at a place of the user's text. */
  public Problem at(@Nullable Place where) {
    return new Problem(stage, severity, where, code, arguments, raw, fixes, notes);
  }

  /** The same problem, found while another stage was under way. */
  public Problem in(Stage other) {
    return new Problem(other, severity, place, code, arguments, raw, fixes, notes);
  }

  /** The likeliest of {@link #fixes}, null when none is known. */
  public @Nullable Fix fix() {
    return fixes.isEmpty() ? null : fixes.get(0);
  }

  /** The same problem with what mends it and nothing else. */
  public Problem withFix(@Nullable Fix mend) {
    return withFixes(mend == null ? List.of() : List.of(mend));
  }

  /** The same problem with several ways to mend it. */
  public Problem withFixes(List<Fix> ways) {
    return new Problem(stage, severity, place, code, arguments, raw, ways, notes);
  }

  /** The same problem with what belongs to it at other places. */
  public Problem withNotes(List<Note> others) {
    return new Problem(stage, severity, place, code, arguments, raw, fixes, others);
  }

  private static List<String> strings(Object[] arguments) {
    return java.util.Arrays.stream(arguments).map(String::valueOf).toList();
  }
}
