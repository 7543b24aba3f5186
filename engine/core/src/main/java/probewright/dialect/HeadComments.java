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

/**
 * The comment lines at the head of a program, one thing per line: {@code // attach:
 * PROBE=FUNCTION}, {@code // param: NAME TYPE = DEFAULT DESCRIPTION} and {@code // show: NAME.FIELD
 * as FORMAT}.
 */
final class HeadComments {
  private static final Pattern ATTACH = Pattern.compile("//\\s*attach:\\s*(.*?)\\s*");
  private static final Pattern PARAM = Pattern.compile("//\\s*param:[ \\t]*(.*)");

  private static final Pattern SHOW = Pattern.compile("//\\s*show:\\s*(.*?)\\s*");

  private final List<Attachment> attachments = new ArrayList<>();
  private final Parameters parameters = new Parameters();
  private final ShowComments shows = new ShowComments();
  private final List<Problem> problems = new ArrayList<>();

  HeadComments(SourceText source, Tokens tokens, int codeStart) {
    for (Tokens.Comment comment : tokens.comments()) {
      if (comment.start() >= codeStart) {
        break;
      }
      Matcher attach = ATTACH.matcher(comment.text());
      Matcher param = PARAM.matcher(comment.text());
      Matcher show = SHOW.matcher(comment.text());
      if (attach.matches()) {
        read(attach.group(1), place(source, comment, attach));
      } else if (param.matches()) {
        parameters.declare(param.group(1), place(source, comment, param));
      } else if (show.matches()) {
        shows.declare(show.group(1), place(source, comment, show));
      }
    }
  }

  private static Place place(SourceText source, Tokens.Comment comment, Matcher matcher) {
    int start = comment.start() + matcher.start(1);
    return source.place(start, start + matcher.group(1).stripTrailing().length());
  }

  private void read(String request, Place place) {
    Outcome<Attachment> parsed = Attachment.parse(request, place);
    problems.addAll(parsed.problems());
    if (parsed instanceof Outcome.Done<Attachment> done) {
      attachments.add(done.value());
    }
  }

  Parameters parameters() {
    return parameters;
  }

  ShowComments shows() {
    return shows;
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
