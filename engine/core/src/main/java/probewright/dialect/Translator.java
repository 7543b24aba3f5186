package probewright.dialect;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import probewright.btf.Btf;
import probewright.btf.Kernel;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
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
          "bpf_num_cpus");

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
  private final OwnNames names;

  private Translator(Program program) {
    this.program = program;
    this.source = Composition.of(program);
    this.includes = new Includes(source);
    this.tokens = new Tokens(includes.blanked(source.text()));
    this.head = new HeadComments(source, tokens, codeStart());
    this.names = OwnNames.of(tokens);
  }

  private int codeStart() {
    return tokens.all().isEmpty() ? source.text().length() : tokens.at(0).start();
  }

  /** Reads the text alone; refuses what is not to be translated at all. */
  public static Outcome<Translator> of(Program program) {
    Optional<Problem> python = PastedPython.find(program);
    if (python.isPresent()) {
      return Outcome.refused(python.get());
    }
    Translator translator = new Translator(program);
    List<Problem> problems = new ArrayList<>(translator.includes.refusals());
    translator.notYet(problems);
    problems.addAll(PastedPython.substitutions(translator.source, translator.tokens));
    Parameters parameters = translator.head.parameters();
    problems.addAll(
        parameters.problems(program.parameters(), translator.tokens.words(), program.file()));
    problems.addAll(
        translator.names.defined(
            translator.source, parameters.values(program.parameters()).keySet()));
    return problems.isEmpty() ? Outcome.done(translator) : new Outcome.Refused<>(problems);
  }

  /** The parameters that a program declares in its first comment lines; malformed ones are not. */
  public static List<Parameter> parameters(String file, String text) {
    return new Translator(Program.of(file, text)).head.parameters().declared();
  }

  /** The names of the files beside a program that its text includes. */
  public static List<String> ownHeaders(String text) {
    return Includes.own(text);
  }

  /** The header that clang reads before the program, behind the kernel's types. */
  public static String analysisHeader() {
    return Resources.analysisHeader();
  }

  /** The text that clang is to check: the user's own, but for blanks in the place of includes. */
  public String analysedText() {
    return includes.blanked(source.text());
  }

  /** The headers that the text includes and that are not read. */
  public List<String> unreadHeaders() {
    return includes.unread();
  }

  /** Structs, unions and enumerations that the text names and does not define. */
  public Set<String> namedTypes() {
    return names.foreignTags();
  }

  /**
   * Names of constants that the program itself gives a meaning, and which are to have no other in
   * the analysis.
   */
  public Set<String> ownConstants() {
    Set<String> own = new TreeSet<>(names.ordinary());
    own.retainAll(Library.ours().constants());
    return own;
  }

  /**
   * What is defined beside the text, by name, as C text: the values of parameters, and what the
   * kernel says of itself where the text asks for it.
   *
   * @throws ProblemException when the target is gone
   */
  public Map<String, String> definitions(Kernel kernel) throws ProblemException {
    Map<String, String> all = new LinkedHashMap<>(head.parameters().values(program.parameters()));
    Set<String> words = new LinkedHashSet<>(tokens.words());
    all.values().forEach(value -> words.addAll(new Tokens(value).words()));
    Definitions.of(words, kernel).forEach(all::putIfAbsent);
    return all;
  }

  /** Constants of ours that the kernel has as enumerators, which are then to be believed. */
  public static Set<String> supersededConstants(Btf kernel) {
    Set<String> names = new TreeSet<>();
    for (String name : Library.ours().constants()) {
      if (kernel.enumerationOf(name).isPresent()) {
        names.add(name);
      }
    }
    return names;
  }

  /** What is wrong with the comment lines at the head, whatever the program is. */
  public List<Problem> headProblems() {
    return Stream.concat(head.problems().stream(), includes.warnings().stream()).toList();
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
   * @param context the kernel that the tree was made for
   */
  public Outcome<ExpandedProgram> expand(byte[] tree, KernelContext context) {
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
    Translation work =
        new Translation(
            program, source, tokens, new KernelTypes(context.types()), context.machine());
    work.definitions.putAll(context.definitions());
    work.problems.addAll(includes.warnings());
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
    TracePrints.rewriteMacros(work);
    String rest = MapDeclarations.keptTypes(work) + license();
    Prologue.add(work, names, includes, codeStart(), rest);
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
            head.parameters().declared(),
            context.modules(),
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
