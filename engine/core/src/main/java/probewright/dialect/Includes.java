package probewright.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;

/**
 * The {@code #include} lines of a program. Types come from the kernel's BTF and macros from a
 * header of ours, so no header of the kernel is ever read: the lines are blanked for the analysis,
 * in place, and left out of the expanded program. Only files of the program's own folder are; they
 * stand in the text already, see {@link Composition}.
 */
final class Includes {
  private static final Pattern LINE =
      Pattern.compile(
          "^[ \\t]*#[ \\t]*include\\b(?:[ \\t]*(<[^>\\n]*>|\"[^\"\\n]*\"))?", Pattern.MULTILINE);

  /** What programs include by quotes that is not beside them. */
  private static final Set<String> OTHERS =
      Set.of(
          "vmlinux.h",
          "helpers.h",
          "proto.h",
          "bpf_helpers.h",
          "bpf_helper_defs.h",
          "bpf_tracing.h",
          "bpf_core_read.h",
          "bpf_endian.h");

  /**
   * A line's directive; the end is exclusive and leaves a comment behind it alone.
   *
   * @param file what it names with its brackets or quotes; empty when it names nothing
   */
  record Include(int start, int end, String file) {
    String name() {
      return file.isEmpty() ? "" : file.substring(1, file.length() - 1);
    }

    /** Whether it asks for a file beside the program. */
    boolean isOwn() {
      boolean folder = name().contains("/") && !name().startsWith(".");
      return file.startsWith("\"") && !folder && !OTHERS.contains(name());
    }
  }

  private final List<Include> found;
  private final List<Problem> refusals = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  Includes(SourceText source) {
    found = find(source.text());
    for (Include include : found) {
      Place place = source.place(include.start, include.end);
      if (include.file.isEmpty()) {
        warnings.add(
            Problem.errorAt(Stage.TRANSLATE, place, "translate.bare-include")
                .asWarning()
                .withFix(Fix.of("fix.remove-include", place, "")));
      } else if (include.isOwn()) {
        refusals.add(
            Problem.errorAt(Stage.TRANSLATE, place, "translate.include-absent", include.name())
                .withFix(creation(place.file(), include.name())));
      }
    }
  }

  /** An edit of a file that is not there makes it. */
  private static Fix creation(String includer, String name) {
    Place start = Place.point(Headers.file(includer, name), 1, 1);
    return Fix.of("fix.create-header", start, Headers.fresh(name), name);
  }

  static List<Include> find(String text) {
    List<Include> all = new ArrayList<>();
    Matcher matcher = LINE.matcher(text);
    List<Tokens.Comment> comments = List.of();
    while (matcher.find()) {
      if (all.isEmpty() && comments.isEmpty()) {
        comments = new Tokens(text).comments();
      }
      int start = matcher.start();
      if (comments.stream().noneMatch(c -> c.start() <= start && start < c.end())) {
        String file = matcher.group(1) == null ? "" : matcher.group(1);
        all.add(new Include(start, matcher.end(), file));
      }
    }
    return all;
  }

  /** The names of the files beside the program that a text asks for. */
  static List<String> own(String text) {
    return find(text).stream().filter(Include::isOwn).map(Include::name).distinct().toList();
  }

  List<Include> all() {
    return found;
  }

  /** The names of the headers that are not read. */
  List<String> unread() {
    return found.stream().map(Include::name).filter(name -> !name.isEmpty()).distinct().toList();
  }

  /** What cannot be translated. */
  List<Problem> refusals() {
    return refusals;
  }

  List<Problem> warnings() {
    return warnings;
  }

  /** The text with the directives blanked: every line and column stays where it is. */
  String blanked(String text) {
    StringBuilder blank = new StringBuilder(text);
    for (Include include : found) {
      for (int i = include.start; i < include.end; i++) {
        blank.setCharAt(i, ' ');
      }
    }
    return blank.toString();
  }

  /** Leaves the lines out of the expanded program. */
  void remove(Translation work) {
    for (Include include : found) {
      int lineEnd = work.source.lineEnd(work.source.lineOf(include.start));
      String behind = work.words(include.end, lineEnd);
      int end =
          behind.isBlank()
              ? Math.min(lineEnd + 1, work.source.text().length())
              : lineEnd - behind.stripLeading().length();
      work.edits.replace(Rewrite.INCLUDES, include.start, end, "");
    }
  }
}
