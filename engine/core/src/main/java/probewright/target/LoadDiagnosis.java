package probewright.target;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import probewright.agent.wire.AgentException;
import probewright.compiler.BpfObject;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.probes.Attachment;

/** Why an object was not loaded, at the line of the user's text whose instruction was refused. */
final class LoadDiagnosis {
  private static final Pattern INSTRUCTION = Pattern.compile("^(\\d+): \\(");
  private static final Pattern QUOTE = Pattern.compile("^; .* @ (.+):(\\d+)$");

  private final AgentClient client;
  private final BpfObject object;

  LoadDiagnosis(AgentClient client, BpfObject object) {
    this.client = client;
    this.object = object;
  }

  Problem explain(AgentException refusal) throws ProblemException {
    return switch (refusal.code()) {
      case "load.failed" -> failed(refusal);
      case "load.no-program", "load.not-an-object" ->
          Problem.error(Stage.LOAD, refusal.code(), refusal.argument(0)).withRaw(refusal.raw());
      case "load.no-target" -> noTarget(refusal);
      case "load.pin-path", "load.pin-differs" -> pin(refusal);
      default -> AgentFiles.refused(Stage.LOAD, refusal);
    };
  }

  private Problem pin(AgentException refusal) {
    Problem problem =
        Problem.error(Stage.LOAD, refusal.code(), refusal.argument(0), refusal.argument(1))
            .withRaw(refusal.raw());
    return object.expanded().maps().stream()
        .filter(map -> map.name().equals(refusal.argument(0)))
        .findFirst()
        .map(map -> problem.at(map.place()))
        .orElse(problem);
  }

  /** Trampolines are refused here already when there is no such function. */
  private Problem noTarget(AgentException refusal) throws ProblemException {
    for (Attachment attachment : object.expanded().attachments()) {
      if (attachment.function().equals(refusal.argument(0))) {
        return new AttachDiagnosis(new AgentFiles(client))
            .explain(attachment, Errno.number(refusal.argument(2)), refusal);
      }
    }
    return AgentFiles.refused(Stage.LOAD, refusal);
  }

  private Problem failed(AgentException refusal) {
    String program = refusal.argument(0);
    int errno = Errno.number(refusal.argument(1));
    String log = Optional.ofNullable(refusal.raw()).orElse("");
    if (program.isEmpty()) {
      // nothing of the verifier: libbpf's own words, or a kernel that would not even look
      String code = errno == Errno.EPERM ? "load.no-permission" : "load.failed";
      return Problem.error(Stage.LOAD, code, Errno.words(refusal.argument(1)), lastLine(log))
          .withRaw(log);
    }
    return Problem.error(Stage.LOAD, "load.refused", program, reason(log))
        .withRaw(log)
        .at(place(program, log));
  }

  /** The verifier's verdict: its last line before the statistics. */
  static String reason(String log) {
    String reason = "";
    for (String line : log.lines().map(String::strip).toList()) {
      if (!line.isEmpty()
          && !line.startsWith("processed ")
          && !line.startsWith("verification time")
          && !line.startsWith("stack depth")) {
        reason = line;
      }
    }
    return reason;
  }

  private @Nullable Place place(String program, String log) {
    List<String> lines = log.lines().toList();
    LineInfo info = LineInfo.of(object.elf());
    for (int i = lines.size() - 1; i >= 0; i--) {
      Matcher instruction = INSTRUCTION.matcher(lines.get(i));
      if (instruction.find()) {
        Optional<LineInfo.Line> line = info.find(program, Errno.number(instruction.group(1)));
        if (line.isPresent()) {
          return place(line.get().line());
        }
      }
      Matcher quote = QUOTE.matcher(lines.get(i));
      if (quote.find() && !quote.group(2).equals("0")) {
        return place(Errno.number(quote.group(2)));
      }
    }
    return null;
  }

  /**
   * The whole line: columns of the expanded text are not the user's. The file is the user's too,
   * whatever name clang was given for it.
   */
  private Place place(int line) {
    String file = object.expanded().program().file();
    String[] text = object.expanded().program().text().split("\n", -1);
    if (line < 1 || line > text.length) {
      return Place.point(file, Math.max(line, 1), 1);
    }
    String words = text[line - 1];
    int start = words.length() - words.stripLeading().length();
    return new Place(
        file, line, start + 1, line, Math.max(words.stripTrailing().length(), start) + 1);
  }

  private static String lastLine(String text) {
    return text.lines().reduce("", (before, line) -> line);
  }
}
