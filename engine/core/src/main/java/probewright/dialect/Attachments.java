package probewright.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.probes.Attachment;

/**
 * Joins a program's functions with probes: by their names and sections, by the comment lines at its
 * head, and by what is asked from outside.
 */
final class Attachments {
  private final Translation work;
  private final HeadComments head;

  Attachments(Translation work, HeadComments head) {
    this.work = work;
    this.head = head;
  }

  /** Fills {@code work.attachments}, and what is wrong with them into its problems. */
  void join() {
    Map<String, List<Attachment>> all = new LinkedHashMap<>();
    for (Function function : work.functions) {
      if (function.isProgram()) {
        all.put(function.name(), new ArrayList<>());
      }
    }
    work.problems.addAll(head.problems(all.keySet()));
    for (Function function : work.functions) {
      if (function.isProgram()) {
        Naming.attachment(function, work)
            .ifPresent(attachment -> add(all, Naming.resolve(attachment, work)));
      }
    }
    Stream.concat(head.attachments().stream(), work.program.attachments().stream())
        .map(attachment -> Naming.resolve(attachment, work))
        .forEach(attachment -> add(all, attachment));
    for (Attachment attachment : work.program.attachments()) {
      if (!all.containsKey(attachment.function())) {
        work.problems.add(
            Problem.error(
                Stage.TRANSLATE,
                "translate.attach-function",
                attachment.function(),
                all.keySet().stream().sorted().collect(Collectors.joining(", "))));
      }
    }
    work.attachments.putAll(all);
    for (Function function : work.functions) {
      boolean typed =
          function.isLibbpf()
              ? SectionNames.isTyped(function.section())
              : Arguments.areTyped(all.getOrDefault(function.name(), List.of()));
      if (typed) {
        work.typed.add(function.name());
      }
    }
  }

  private static void add(Map<String, List<Attachment>> all, Attachment attachment) {
    List<Attachment> there = all.get(attachment.function());
    if (there != null && there.stream().noneMatch(a -> a.probe().equals(attachment.probe()))) {
      there.add(attachment);
    }
  }

  static List<Attachment> all(Translation work) {
    return work.attachments.values().stream().flatMap(List::stream).toList();
  }

  static List<String> unattached(Translation work) {
    return work.attachments.entrySet().stream()
        .filter(program -> program.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }
}
