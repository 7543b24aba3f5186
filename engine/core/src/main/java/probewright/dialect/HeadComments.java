package probewright.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.probes.Attachment;

/** The comment lines at the head of a program: {@code // attach: PROBE=FUNCTION}, one per line. */
final class HeadComments {
  private static final Pattern ATTACH = Pattern.compile("//\\s*attach:\\s*(.*?)\\s*");

  private final List<Attachment> attachments = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  HeadComments(SourceText source, Tokens tokens, int codeStart) {
    for (Tokens.Comment comment : tokens.comments()) {
      Matcher matcher = ATTACH.matcher(comment.text());
      if (comment.start() < codeStart && matcher.matches()) {
        int start = comment.start() + matcher.start(1);
        read(matcher.group(1), source.place(start, start + matcher.group(1).length()));
      }
    }
  }

  private void read(String request, Place place) {
    Outcome<Attachment> parsed = Attachment.parse(request, place);
    problems.addAll(parsed.problems());
    if (parsed instanceof Outcome.Done<Attachment> done) {
      attachments.add(done.value());
    }
  }

  List<Attachment> attachments() {
    return attachments;
  }

  /** What is wrong with the lines in themselves. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** What is wrong with the lines, given the programs there are. */
  List<Problem> problems(Set<String> programs) {
    List<Problem> all = new ArrayList<>(problems);
    for (Attachment attachment : attachments) {
      if (!programs.contains(attachment.function()) && attachment.place() != null) {
        all.add(
            Problem.errorAt(
                Stage.TRANSLATE,
                attachment.place(),
                "translate.attach-function",
                attachment.function(),
                programs.stream().sorted().collect(Collectors.joining(", "))));
      }
    }
    return all;
  }
}
