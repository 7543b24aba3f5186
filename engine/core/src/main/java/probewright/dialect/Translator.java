package probewright.dialect;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import probewright.btf.Btf;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Severity;
import probewright.diagnostics.Stage;
import probewright.probes.Attachment;

/**
 * Translates one program of bcc's dialect to C for libbpf. Takes the text and clang's view of it as
 * data and runs nothing itself:
 *
 * <ol>
 *   <li>{@link #of} reads the text alone, without a compiler;
 *   <li>clang type-checks {@link #analysedText} behind {@link #analysisHeader} and prints its tree;
 *   <li>{@link #expand} makes text edits of that tree.
 * </ol>
 */
public final class Translator {
  /** What bcc has and the rules here do not cover yet. */
  private static final Set<String> NOT_YET =
      Set.of(
          "TRACEPOINT_PROBE",
          "RAW_TRACEPOINT_PROBE",
          "KFUNC_PROBE",
          "KRETFUNC_PROBE",
          "MODULE_KFUNC_PROBE",
          "MODULE_KRETFUNC_PROBE",
          "KMOD_RET",
          "LSM_PROBE",
          "BPF_ITER",
          "BPF_F_TABLE",
          "BPF_TABLE_PUBLIC",
          "BPF_TABLE_SHARED",
          "BPF_TABLE_PINNED",
          "BPF_PERCPU_HASH",
          "BPF_PERCPU_ARRAY",
          "BPF_STACK_TRACE",
          "BPF_STACK_TRACE_BUILDID",
          "BPF_PERF_ARRAY",
          "BPF_PROG_ARRAY",
          "BPF_LPM_TRIE",
          "BPF_QUEUE",
          "BPF_STACK",
          "BPF_CGROUP_ARRAY",
          "BPF_DEVMAP",
          "BPF_CPUMAP",
          "BPF_XSKMAP",
          "BPF_ARRAY_OF_MAPS",
          "BPF_HASH_OF_MAPS",
          "BPF_SOCKMAP",
          "BPF_SOCKHASH",
          "BPF_SK_STORAGE",
          "BPF_INODE_STORAGE",
          "BPF_TASK_STORAGE",
          "BPF_CGROUP_STORAGE",
          "bpf_usdt_readarg",
          "bpf_usdt_readarg_p",
          "bpf_num_cpus",
          "LINUX_VERSION_CODE",
          "KERNEL_VERSION");

  private static final Pattern TRACEPOINT_STRUCT = Pattern.compile("tracepoint__\\w+");
  private static final Pattern LICENSE = Pattern.compile("\\bSEC\\s*\\(\\s*\"license\"\\s*\\)");
  private static final Pattern BCC_LICENSE =
      Pattern.compile(
          "^[ \\t]*#[ \\t]*define[ \\t]+BPF_LICENSE[ \\t]+(.*?)[ \\t]*$", Pattern.MULTILINE);
  private static final Pattern SECTION = Pattern.compile("\\bSEC\\s*\\(");

  private final Program program;
  private final SourceText source;
  private final Tokens tokens;
  private final Includes includes;
  private final HeadComments head;

  private Translator(Program program) {
    this.program = program;
    this.source = new SourceText(program.file(), program.text());
    this.includes = new Includes(source);
    this.tokens = new Tokens(includes.blanked(program.text()));
    this.head = new HeadComments(source, tokens, codeStart());
  }

  private int codeStart() {
    return tokens.all().isEmpty() ? source.text().length() : tokens.at(0).start();
  }

  /** Reads the text alone; refuses what is not to be translated at all. */
  public static Outcome<Translator> of(Program program) {
    Translator translator = new Translator(program);
    List<Problem> problems = new ArrayList<>(translator.includes.problems());
    translator.notYet(problems);
    for (String name : program.parameters().keySet()) {
      if (!name.matches("[A-Za-z_]\\w*")) {
        problems.add(Problem.error(Stage.TRANSLATE, "translate.parameter-name", name));
      }
    }
    return problems.isEmpty() ? Outcome.done(translator) : new Outcome.Refused<>(problems);
  }

  /** The header that clang reads before the program, behind the kernel's types. */
  public static String analysisHeader() {
    return Resources.analysisHeader();
  }

  /** The text that clang is to check: the user's own, but for blanks in the place of includes. */
  public String analysedText() {
    return includes.blanked(program.text());
  }

  /** What is wrong with the comment lines at the head, whatever the program is. */
  public List<Problem> headProblems() {
    return head.problems();
  }

  /** The name under which clang and the verifier quote lines that are not the user's own. */
  public static String expandedName(String file) {
    return Assembly.expandedName(baseName(file));
  }

  /** What the text declares and uses; {@code tree} as for {@link #expand}, perhaps cut short. */
  public Outline outline(byte[] tree) {
    return Outline.of(tree, new SourceText(program.file(), analysedText()));
  }

  /** The user's text with its lines and columns. */
  public SourceText source() {
    return source;
  }

  /**
   * Makes the expanded program.
   *
   * @param tree what {@code -ast-dump=json} printed for {@link #analysedText}
   */
  public Outcome<ExpandedProgram> expand(byte[] tree, Btf kernel, Machine machine) {
    Node unit;
    try {
      unit = AstReader.read(tree, new SourceText(program.file(), analysedText()));
    } catch (AstReader.TooDeep e) {
      return Outcome.refused(Problem.error(Stage.TRANSLATE, "translate.too-deep"));
    } catch (JsonProcessingException e) {
      return Outcome.refused(
          Problem.error(Stage.TRANSLATE, "translate.tree").withRaw(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    Translation work = new Translation(program, source, tokens, new KernelTypes(kernel), machine);
    TreeIndex.fill(work, unit);
    attach(work);

    Style style = Style.of(source.text());
    MapDeclarations.rewrite(work, style);
    Programs programs = new Programs(work, style);
    Reads reads = new Reads(work, new Provenance(work));
    for (Function function : work.functions) {
      programs.rewrite(function);
      programs.checkCalls(function);
      reads.rewrite(function.body());
    }
    if (work.functions.stream().noneMatch(Function::isProgram)) {
      work.problems.add(Problem.error(Stage.TRANSLATE, "translate.no-program"));
    }
    includes.remove(work);
    String rest = MapDeclarations.keptTypes(work) + license();
    Prologue.add(work, includes, codeStart(), rest);
    if (work.problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR)) {
      return new Outcome.Refused<>(work.problems);
    }
    List<Edit> edits = work.edits.inOrder();
    return new Outcome.Done<>(
        new ExpandedProgram(
            program,
            Assembly.shown(source, edits, rest),
            Assembly.compiled(source, edits, rest, baseName(program.file()), work.meanings),
            edits,
            attachments(work),
            MapDeclarations.declared(work),
            work.printsTrace),
        work.problems);
  }

  /** The last part of a path, as clang and the verifier are to quote it. */
  public static String baseName(String file) {
    String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    // clang writes the name into the object, and not every locale can spell every file
    String safe = name.replaceAll("[^ -~]|[\"\\\\]", "_");
    return safe.isEmpty() ? "program.c" : safe;
  }

  private void notYet(List<Problem> problems) {
    for (int i = 0; i < tokens.all().size(); i++) {
      Tokens.Token token = tokens.at(i);
      if (NOT_YET.contains(token.text())
          || (tokens.at(i - 1).is("struct") && TRACEPOINT_STRUCT.matcher(token.text()).matches())) {
        problems.add(
            Problem.errorAt(
                Stage.TRANSLATE,
                source.place(token.start(), token.end()),
                "translate.not-yet",
                token.text()));
      }
    }
    Matcher section = SECTION.matcher(source.text());
    while (section.find() && problems.isEmpty()) {
      Tokens.Token argument = tokens.after(section.end());
      if (tokens.after(section.start()).start() == section.start()
          && !argument.is("\"license\"")
          && !argument.is("\".maps\"")) {
        problems.add(
            Problem.errorAt(
                Stage.TRANSLATE,
                source.place(section.start(), argument.end()),
                "translate.plain-libbpf"));
      }
    }
  }

  private void attach(Translation work) {
    Map<String, List<Attachment>> all = new LinkedHashMap<>();
    for (Function function : work.functions) {
      if (function.isProgram()) {
        all.put(function.name(), new ArrayList<>());
      }
    }
    work.problems.addAll(head.problems(all.keySet()));
    for (Function function : work.functions) {
      if (function.isProgram()) {
        Naming.attachment(function, work).ifPresent(a -> join(all, a));
      }
    }
    Stream.concat(head.attachments().stream(), program.attachments().stream())
        .map(attachment -> Naming.resolve(attachment, work))
        .forEach(attachment -> join(all, attachment));
    for (Attachment attachment : program.attachments()) {
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
    for (Attachment attachment : attachments(work)) {
      if (attachment.probe().isPattern()) {
        work.problems.add(
            Problem.error(Stage.TRANSLATE, "translate.attach-pattern", attachment.probe())
                .at(attachment.place()));
      }
    }
  }

  private static void join(Map<String, List<Attachment>> all, Attachment attachment) {
    List<Attachment> there = all.get(attachment.function());
    if (there != null && there.stream().noneMatch(a -> a.probe().equals(attachment.probe()))) {
      there.add(attachment);
    }
  }

  private static List<Attachment> attachments(Translation work) {
    return work.attachments.values().stream().flatMap(List::stream).toList();
  }

  private String license() {
    if (LICENSE.matcher(source.text()).find()) {
      return "";
    }
    Matcher own = BCC_LICENSE.matcher(source.text());
    String words = own.find() ? own.group(1) : "GPL";
    String quoted = words.startsWith("\"") ? words : "\"" + words + "\"";
    return "\nchar LICENSE[] SEC(\"license\") = " + quoted + ";\n";
  }
}
