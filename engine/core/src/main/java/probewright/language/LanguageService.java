package probewright.language;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import probewright.btf.Btf;
import probewright.btf.Kernel;
import probewright.compiler.BpfObject;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.ProblemException;
import probewright.dialect.Cursor;
import probewright.dialect.Examination;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.Outline;
import probewright.dialect.Program;

/**
 * Answers by clang, by the kernel's types and by the words of the dialect. {@link #examine} runs
 * clang once (35 to 60 ms), completion behind {@code .} and {@code ->} runs it as well; everything
 * else answers from memory.
 */
public final class LanguageService implements Language {
  private final Toolchain toolchain;
  private final Vocabulary vocabulary = new Vocabulary();
  private final HelperDocs helpers = new HelperDocs(Toolchain.helperDeclarations());
  private final Listings listings = new Listings();
  private final Map<Btf, KernelNames> names = new ConcurrentHashMap<>();

  public LanguageService(Toolchain toolchain) {
    this.toolchain = toolchain;
  }

  @Override
  public Examination examine(Program program, Kernel kernel) {
    return toolchain.examine(program, kernel);
  }

  @Override
  public Outcome<Listing> listing(ExpandedProgram expanded, Kernel kernel) {
    return toolchain.compile(expanded, kernel).then(this::listing);
  }

  /** The instructions of a program that was compiled already. */
  public Outcome<Listing> listing(BpfObject object) {
    try {
      return Outcome.done(listings.of(object));
    } catch (ProblemException e) {
      return Outcome.refused(e.problem());
    }
  }

  @Override
  public Completions complete(
      Program program, Kernel kernel, Outline outline, int offset, Locale locale)
      throws ProblemException {
    Cursor cursor = Cursor.at(program.text(), offset);
    ProbeNames probes = new ProbeNames(kernel);
    Completer completer = new Completer(vocabulary, helpers, names(kernel.btf()), locale);
    return switch (cursor.place()) {
      case NOTHING -> new Completions(cursor.wordStart(), List.of(), false);
      case ATTACH_LINE ->
          Completer.fitting(
              cursor,
              probes.ofAttachLine(
                  lineBefore(program.text(), cursor), cursor.word(), functions(outline)));
      case MEMBER ->
          completer.members(
              cursor,
              toolchain.completions(program, kernel, cursor.wordStart()),
              isMap(program.text(), outline, cursor));
      case TAG -> completer.tags(cursor, outline);
      case FUNCTION_NAME, NAME -> {
        Optional<List<Completion>> named =
            cursor.place() == Cursor.Place.FUNCTION_NAME
                ? probes.ofFunctionName(cursor.word())
                : Optional.empty();
        if (named.isEmpty() && cursor.call().isPresent()) {
          named = probes.ofMacro(cursor.call().get(), cursor.word());
        }
        yield named.isPresent()
            ? Completer.fitting(cursor, named.get())
            : completer.names(cursor, outline, program.text());
      }
    };
  }

  @Override
  public Optional<Signature> signature(
      Program program, Kernel kernel, Outline outline, int offset, Locale locale) {
    return Cursor.at(program.text(), offset)
        .call()
        .flatMap(call -> explainer(kernel, locale).signature(call, outline));
  }

  @Override
  public Optional<Hover> hover(
      Program program, Kernel kernel, Outline outline, int offset, Locale locale) {
    return explainer(kernel, locale).hover(program.text(), outline, offset);
  }

  @Override
  public Optional<Definition> definition(
      Program program, Kernel kernel, Outline outline, int offset) {
    return explainer(kernel, Locale.ROOT).definition(program.text(), outline, offset);
  }

  private Explainer explainer(Kernel kernel, Locale locale) {
    return new Explainer(vocabulary, helpers, kernel, locale);
  }

  private KernelNames names(Btf btf) {
    // one kernel at a time is traced; its names take some megabytes
    if (names.size() > 1 && !names.containsKey(btf)) {
      names.clear();
    }
    return names.computeIfAbsent(btf, KernelNames::new);
  }

  private static String lineBefore(String text, Cursor cursor) {
    int start = text.lastIndexOf('\n', Math.max(0, cursor.wordStart() - 1)) + 1;
    return text.substring(Math.min(start, cursor.wordStart()), cursor.wordStart());
  }

  private static List<String> functions(Outline outline) {
    return outline.declarations().stream()
        .filter(own -> own.kind() == Outline.Kind.FUNCTION)
        .map(Outline.Declaration::name)
        .toList();
  }

  /** Whether the word before the dot at a cursor is a map's name. */
  private static boolean isMap(String text, Outline outline, Cursor cursor) {
    String before = text.substring(0, cursor.wordStart()).stripTrailing();
    String object = before.substring(0, Math.max(0, before.length() - 1)).stripTrailing();
    return before.endsWith(".")
        && outline.declarations().stream()
            .anyMatch(
                own ->
                    own.kind() == Outline.Kind.MAP
                        && object.matches("(?s).*\\b" + own.name() + "$"));
  }
}
