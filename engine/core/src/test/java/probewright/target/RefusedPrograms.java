package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import probewright.btf.Kernel;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Messages;
import probewright.diagnostics.Note;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.Program;
import probewright.probes.Attachment;

/**
 * The programs of the folder {@code refusals}, each of which the kernel or the compiler refuses.
 */
final class RefusedPrograms {
  private static final Pattern ATTACH = Pattern.compile("// attach: (\\S+)");

  private RefusedPrograms() {}

  static Path folder() throws URISyntaxException {
    return Path.of(RefusedPrograms.class.getResource("/probewright/refusals").toURI());
  }

  static List<Path> all() throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(file -> file.toString().endsWith(".c")).sorted().toList();
    }
  }

  static List<Problem> problems(Path file, Toolchain toolchain, Target target)
      throws IOException, ProblemException {
    return problems(file, Files.readString(file), toolchain, target);
  }

  /** The same of another text in the place of the file's. */
  static List<Problem> problems(Path file, String text, Toolchain toolchain, Target target)
      throws ProblemException {
    Outcome<ExpandedProgram> expanded = expand(file, text, toolchain, target.kernel());
    Outcome<Loaded> loaded =
        expanded
            .then(
                program -> {
                  try {
                    return toolchain.compile(program, target.kernel());
                  } catch (ProblemException e) {
                    return Outcome.refused(e.problem());
                  }
                })
            .then(
                object -> {
                  try {
                    return target.load(object);
                  } catch (ProblemException e) {
                    return Outcome.refused(e.problem());
                  }
                });
    if (loaded instanceof Outcome.Done<Loaded> done) {
      done.value().close();
    }
    return loaded.problems();
  }

  /** What has sections is plain libbpf C and is compiled as it stands. */
  private static Outcome<ExpandedProgram> expand(
      Path file, String text, Toolchain toolchain, Kernel kernel) {
    Program program = Program.of(file.getFileName().toString(), text);
    if (!text.contains("SEC(\"license\")")) {
      return toolchain.translate(program, kernel);
    }
    List<Attachment> attachments =
        ATTACH.matcher(text).results().map(found -> attachment(found.group(1))).toList();
    return Outcome.done(
        new ExpandedProgram(
            program,
            text,
            "#line 1 \"" + program.file() + "\"\n" + text,
            List.of(),
            attachments,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            false));
  }

  private static Attachment attachment(String spelling) {
    Outcome<Attachment> parsed = Attachment.parse(spelling, Place.point("", 1, 1));
    assertThat(parsed).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<Attachment>) parsed).value();
  }

  /** The problems in words: sentences, notes and fixes; why and help go by the class. */
  static String told(List<Problem> problems) {
    Messages messages = new Messages(Locale.ENGLISH);
    StringBuilder told = new StringBuilder();
    for (Problem problem : problems) {
      told.append(problem.place()).append(": ").append(problem.code()).append('\n');
      told.append("  ").append(messages.sentence(problem)).append('\n');
      for (Note note : problem.notes()) {
        told.append("  ").append(note.place()).append(": ");
        told.append(messages.sentence(note)).append('\n');
      }
      for (Fix fix : problem.fixes()) {
        for (Fix.Edit edit : fix.edits()) {
          told.append("  fix at ").append(edit.place()).append('-');
          told.append(edit.place().endColumn()).append(": ");
          told.append(edit.replacement().replace("\n", "\\n").replace("\t", "\\t"));
          told.append('\n');
        }
      }
    }
    return told.isEmpty() ? "loaded\n" : told.toString();
  }

  /** What is to be told; kernels that differ have a file of their own. */
  static String golden(String name, String kernel) throws IOException, URISyntaxException {
    Path own = folder().resolve(name + "." + kernel + ".txt");
    Path both = folder().resolve(name + ".txt");
    Path file = Files.exists(own) ? own : both;
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
