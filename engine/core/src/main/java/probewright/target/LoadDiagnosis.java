package probewright.target;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import probewright.agent.wire.AgentException;
import probewright.btf.LineInfo;
import probewright.compiler.BpfObject;
import probewright.compiler.Origins;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.dialect.Headers;
import probewright.dialect.Program;
import probewright.probes.Attachment;
import probewright.verifier.Explainer;
import probewright.verifier.Refused;

/** Why an object was not loaded, at the line of the user's text whose instruction was refused. */
final class LoadDiagnosis {
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
    String log = Optional.ofNullable(refusal.raw()).orElse("");
    if (program.isEmpty() && Errno.number(refusal.argument(1)) == Errno.EPERM) {
      return Problem.error(Stage.LOAD, "load.no-permission").withRaw(log);
    }
    Refused refused = refused(program);
    return Explainer.explain(refused, log)
        .map(known -> known.problem(log))
        .orElseGet(() -> unknown(refused, refusal, log));
  }

  /** Of no class that is known: the kernel's own last words. */
  private static Problem unknown(Refused refused, AgentException refusal, String log) {
    return refused.name().isEmpty()
        ? Problem.error(Stage.LOAD, "load.failed", Errno.words(refusal.argument(1)), lastLine(log))
            .withRaw(log)
        : Problem.error(Stage.LOAD, "load.refused", refused.name(), Explainer.verdict(log))
            .withRaw(log)
            .at(Explainer.lastPlace(refused, log));
  }

  private Refused refused(String program) {
    LineInfo lines = LineInfo.of(object.elf());
    Origins origins = Origins.of(object.expanded());
    return new Refused(
        program,
        object.expanded().program().file(),
        texts(),
        instruction ->
            lines
                .find(program, instruction)
                .map(line -> origins.ofPresumed(line.file(), line.line(), line.column()))
                .orElse(null),
        lines.firstLoop(program),
        object.expanded().attachments().stream()
            .anyMatch(attachment -> attachment.function().equals(program) && ofUser(attachment)));
  }

  private Map<String, String> texts() {
    Program program = object.expanded().program();
    Map<String, String> texts = new HashMap<>();
    program.headers().forEach((name, text) -> texts.put(Headers.file(program.file(), name), text));
    texts.put(program.file(), program.text());
    return texts;
  }

  private static boolean ofUser(Attachment attachment) {
    return switch (attachment.probe().kind()) {
      case UPROBE, URETPROBE, USDT -> true;
      default -> String.join(":", attachment.probe().parts()).matches(".*(_sys_|sys_enter_).*");
    };
  }

  private static String lastLine(String text) {
    return text.lines().reduce("", (before, line) -> line);
  }
}
