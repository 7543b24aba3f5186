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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import probewright.btf.Btf;
import probewright.btf.CHeader;
import probewright.btf.Kernel;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;

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
  /** Macros inside macros that are expanded one after the other. */
  private static final int MOST_ROUNDS = 12;

  private static final Pattern LIBBPF =
      Pattern.compile("^[ \\t]*#[ \\t]*include[ \\t]*[<\"]vmlinux\\.h[>\"]", Pattern.MULTILINE);
  private static final Set<String> PRINTS =
      Set.of("bpf_printk", "bpf_trace_printk", "bpf_trace_vprintk");
  private static final String PROCESSORS = "bpf_num_cpus";

  private final Program program;
  private final SourceText source;
  private final Tokens tokens;
  private final Includes includes;
  private final HeadComments head;
  private final Tracepoints tracepoints;
  private int processors = 1;
  private final DefinedNames names;
  private final OwnNames ownNames;

  /** How often macros were expanded. */
  private final int round;

  private Translator(Program program, SourceText source, int round) {
    this.program = program;
    this.source = source;
    this.round = round;
    this.includes = new Includes(source);
    this.tokens = new Tokens(includes.blanked(source.text()));
    this.ownNames = new OwnNames(tokens);
    this.head = new HeadComments(source, tokens, codeStart());
    this.tracepoints = new Tracepoints(source, tokens);
    this.names = DefinedNames.of(tokens);
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
    Translator translator = new Translator(program, Composition.of(program), 0).outOfMacros();
    List<Problem> problems = new ArrayList<>(translator.includes.refusals());
    problems.addAll(PastedPython.substitutions(translator.source, translator.tokens));
    Parameters parameters = translator.head.parameters();
    problems.addAll(
        parameters.problems(program.parameters(), translator.tokens.words(), program.file()));
    problems.addAll(
        translator.names.defined(
            translator.source, parameters.values(program.parameters()).keySet()));
    problems.addAll(translator.names.loops(translator.source));
    return problems.isEmpty() ? Outcome.done(translator) : new Outcome.Refused<>(problems);
  }

  /**
   * With the uses of macros written out that make programs of tracepoints: what the target has of
   * these must be known before clang reads the text.
   */
  private Translator outOfMacros() {
    Translator translator = this;
    for (int i = 0; i < MOST_ROUNDS && translator.tokens.words().contains(Tracepoints.MACRO); i++) {
      List<Splice> uses =
          new Macros(translator.source.text(), translator.tokens, Map.of(), List.of())
              .usesOfThoseWith(Tracepoints.MACRO);
      if (uses.isEmpty()) {
        return translator;
      }
      translator = new Translator(program, translator.source.with(uses), 0);
    }
    return translator;
  }

  /**
   * Asks the target's kernel for what the text needs of it beside its types: the records of its
   * tracepoints. Refuses what the kernel does not have.
   */
  public Outcome<Translator> meet(Kernel kernel) {
    try {
      tracepoints.find(kernel.files(), new KernelTypes(kernel.btf()));
      if (tokens.words().contains(PROCESSORS)) {
        processors = kernel.files().processors();
      }
    } catch (ProblemException e) {
      return Outcome.refused(e.problem());
    }
    List<Problem> problems = new ArrayList<>(headProblems());
    problems.addAll(tracepoints.problems());
    return tracepoints.problems().isEmpty() ? Outcome.done(this) : new Outcome.Refused<>(problems);
  }

  /** What clang is to read between the header and the program: what {@link #meet} found. */
  public String kernelText() {
    return String.join("\n", fromKernel());
  }

  private List<String> fromKernel() {
    List<String> texts = new ArrayList<>(tracepoints.structs());
    if (tokens.words().contains(PROCESSORS)) {
      texts.add("#define " + PROCESSORS + "() " + processors + "\n");
    }
    return texts;
  }

  /** The parameters that a program declares in its first comment lines; malformed ones are not. */
  public static List<Parameter> parameters(String file, String text) {
    Program program = Program.of(file, text);
    return new Translator(program, Composition.of(program), 0).head.parameters().declared();
  }

  /** The names of the files beside a program that its text includes. */
  public static List<String> ownHeaders(String text) {
    return Includes.own(text);
  }

  /** Whether clang checks the user's own text, before any macro is expanded in it. */
  public boolean isFirst() {
    return round == 0;
  }

  /** The header that clang reads before the program, behind the kernel's types. */
  public static String analysisHeader() {
    return Resources.analysisHeader();
  }

  /**
   * The text that clang is to check: the user's own, but for blanks in the place of includes and
   * for names that the kernel has too.
   */
  public String analysedText(Btf kernel) {
    return ownNames.replaced(includes.blanked(source.text()), renamed(kernel));
  }

  /** Clang's words about {@link #analysedText}, with the names that stand in the user's own. */
  public String inOwnNames(String words, Btf kernel) {
    String out = words;
    for (Map.Entry<String, String> name : renamed(kernel).entrySet()) {
      out = out.replaceAll("\\b" + name.getValue() + "\\b", name.getKey());
    }
    return out;
  }

  private Map<String, String> renamed(Btf kernel) {
    KernelTypes types = new KernelTypes(kernel);
    return ownNames.renamed(
        tag -> types.hasTag(tag) || Library.ours().has(tag),
        name -> types.hasOrdinary(name) || Library.ours().has(name));
  }

  /** The types that an expanded program declares itself, which are not to be the kernel's. */
  public static CHeader.OwnNames ownNames(ExpandedProgram expanded) {
    OwnNames own = new OwnNames(new Tokens(expanded.text()));
    return new CHeader.OwnNames(own.tags(), own.ordinary());
  }

  /** The headers that the text includes and that are not read. */
  public List<String> unreadHeaders() {
    return includes.unread();
  }

  /** Structs, unions and enumerations that the text names and nobody defines here. */
  public Set<String> namedTypes() {
    Set<String> named = new TreeSet<>(names.foreignTags());
    named.removeIf(Library.ours()::has);
    return named;
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
    if (!words.contains("undef")) {
      // the program's own meaning is the only one
      words.removeAll(names.ordinary());
    }
    Definitions.of(words, kernel).forEach(all::putIfAbsent);
    return all;
  }

  /** Constants, macros and functions that a program may use beside the kernel's own. */
  public static Set<String> offeredNames() {
    return Library.ours().names();
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
  public Outline outline(byte[] tree, Btf kernel) {
    return Outline.of(tree, new SourceText(program.file(), analysedText(kernel)), renamed(kernel));
  }

  /** The user's text with its lines and columns. */
  public SourceText source() {
    return source;
  }

  /**
   * Makes the expanded program, or asks for another pass.
   *
   * @param tree what {@code -ast-dump=json} printed for {@link #analysedText}
   * @param context the kernel that the tree was made for
   */
  public Outcome<Pass> expand(byte[] tree, KernelContext context) {
    Btf kernel = context.types();
    Node unit;
    try {
      unit =
          AstReader.read(
              tree, new SourceText(program.file(), analysedText(kernel)), renamed(kernel));
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
            program, source, tokens, context, tracepoints, LIBBPF.matcher(source.text()).find());
    Stream.concat(head.attachments().stream(), program.attachments().stream())
        .forEach(attachment -> work.asked.add(attachment.function()));
    work.problems.addAll(includes.warnings());
    TreeIndex.fill(work, unit);
    new Attachments(work, head).join();
    if (work.functions.stream().noneMatch(Function::isProgram)) {
      work.problems.add(Problem.error(Stage.TRANSLATE, "translate.no-program"));
    }
    LibbpfForm form = new LibbpfForm(tokens);
    if (form.isPlain(work)) {
      return finish(work, context, "", LibbpfMaps.keptTypes(work));
    }

    Style style = Style.of(source.text());
    MapDeclarations.rewrite(work, style);
    Splits splits = new Splits(work, style);
    Programs programs = new Programs(work, style, splits);
    Reads reads = new Reads(work, new Provenance(work));
    for (Function function : work.functions) {
      programs.rewrite(function);
      programs.checkCalls(function);
      if (!function.isLibbpf() || !form.readsByItself(function)) {
        reads.rewrite(function);
      }
    }
    if (!work.splices.isEmpty() && !work.refused()) {
      if (round < MOST_ROUNDS) {
        SourceText next = source.with(work.splices.values());
        return Outcome.done(new Pass.Again(new Translator(program, next, round + 1)));
      }
      work.splices.values().forEach(s -> work.error(s.start(), s.end(), "translate.macro-read"));
    }
    includes.remove(work);
    TracePrints.rewriteMacros(work);
    String rest = MapEvents.kept(work) + LibbpfMaps.keptTypes(work) + License.line(source);
    Prologue.add(work, names, includes, codeStart(), fromKernel(), splits.shown() + rest);
    return finish(work, context, splits.shown() + rest, splits.compiled() + rest);
  }

  /**
   * Puts the user's text and the edits together.
   *
   * @param shown what stands behind the text
   * @param compiled the same for clang
   */
  private Outcome<Pass> finish(
      Translation work, KernelContext context, String shown, String compiled) {
    if (work.refused()) {
      return new Outcome.Refused<>(work.problems);
    }
    List<Edit> edits = work.edits.inOrder();
    String name = baseName(program.file());
    List<MapDeclaration> maps = new ArrayList<>(MapDeclarations.declared(work));
    maps.addAll(LibbpfMaps.declared(work));
    List<ShowComment> shows = head.shows().among(maps, work.problems);
    return new Outcome.Done<>(
        new Pass.Finished(
            new ExpandedProgram(
                program,
                Assembly.shown(source, edits, shown),
                Assembly.compiled(source, edits, compiled, name, work.meanings),
                source.ownEdits(edits),
                Attachments.all(work),
                Attachments.unattached(work),
                maps,
                head.parameters().declared(),
                shows,
                context.modules(),
                work.printsTrace || tokens.words().stream().anyMatch(PRINTS::contains))),
        work.problems);
  }

  /** The last part of a path, as clang and the verifier are to quote it. */
  public static String baseName(String file) {
    String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    // clang writes the name into the object, and not every locale can spell every file
    String safe = name.replaceAll("[^ -~]|[\"\\\\]", "_");
    return safe.isEmpty() ? "program.c" : safe;
  }
}
