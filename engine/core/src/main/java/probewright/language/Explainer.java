package probewright.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import probewright.btf.Btf;
import probewright.btf.BtfType.Member;
import probewright.btf.Kernel;
import probewright.btf.TypePage;
import probewright.dialect.Cursor;
import probewright.dialect.Outline;
import probewright.language.HelperDocs.Helper;
import probewright.language.Vocabulary.Use;
import probewright.language.Vocabulary.Word;

/** Says what a word of a program is: its declaration, a line about it, and where that is from. */
final class Explainer {
  /** What stands before a tag. */
  private static final Set<String> TAGGED = Set.of("struct", "union", "enum");

  private final Vocabulary vocabulary;
  private final HelperDocs helpers;
  private final Kernel kernel;
  private final Locale locale;

  Explainer(Vocabulary vocabulary, HelperDocs helpers, Kernel kernel, Locale locale) {
    this.vocabulary = vocabulary;
    this.helpers = helpers;
    this.kernel = kernel;
    this.locale = locale;
  }

  Optional<Hover> hover(String text, Outline outline, int offset) {
    Optional<Outline.Use> use = outline.useAt(offset);
    if (use.isPresent()) {
      return use.map(name -> ofUse(text, name));
    }
    Optional<Outline.Declaration> declared = outline.declarationAt(offset);
    if (declared.isPresent()) {
      Outline.Declaration own = declared.get();
      return Optional.of(ofOwn(own.start(), own.end(), text, own));
    }
    return word(text, offset).flatMap(word -> ofWord(text, word[0], word[1]));
  }

  Optional<Definition> definition(String text, Outline outline, int offset) {
    Optional<Outline.Use> use = outline.useAt(offset);
    if (use.isPresent() && use.get().declaration() != null) {
      Outline.Declaration own = use.get().declaration();
      return Optional.of(new Definition.Own(own.start(), own.end()));
    }
    if (use.isPresent() && !use.get().owner().isEmpty()) {
      return TypePage.of(kernel.btf(), use.get().owner())
          .map(page -> new Definition.OfKernel(page, page.lineOf(use.get().name()).orElse(1)));
    }
    return word(text, offset)
        .flatMap(
            word -> {
              String name = text.substring(word[0], word[1]);
              String type = tagged(text, word[0], name);
              boolean tag = !type.equals(name);
              Optional<Outline.Declaration> own =
                  outline.declarations().stream()
                      .filter(d -> d.name().equals(name) && (tag ? ofTag(d) : ofName(d)))
                      .findFirst();
              return own.isPresent()
                  ? own.map(d -> new Definition.Own(d.start(), d.end()))
                  : TypePage.of(kernel.btf(), type)
                      .map(page -> new Definition.OfKernel(page, page.lineOf(name).orElse(1)));
            });
  }

  /** Tags of structs, unions and enumerations are names apart. */
  private static boolean ofTag(Outline.Declaration own) {
    return own.kind() == Outline.Kind.RECORD;
  }

  private static boolean ofName(Outline.Declaration own) {
    return own.kind() != Outline.Kind.MEMBER;
  }

  Optional<Signature> signature(Cursor.Call call, Outline outline) {
    String name = call.name();
    if (!call.object().isEmpty()) {
      return vocabulary.of(Use.METHOD, name).map(word -> signature(word, call.argument()));
    }
    Optional<Signature> known =
        vocabulary
            .of(Use.CALL, name)
            .or(() -> vocabulary.of(Use.MAP, name))
            .or(() -> vocabulary.of(Use.PROBE, name))
            .map(word -> signature(word, call.argument()));
    if (known.isPresent()) {
      return known;
    }
    Optional<Helper> helper = helpers.of(name);
    if (helper.isPresent()) {
      Helper found = helper.get();
      return Optional.of(
          new Signature(
              found.signature(), split(found.parameters()), call.argument(), found.sentence()));
    }
    return outline.declarations().stream()
        .filter(own -> own.kind() == Outline.Kind.FUNCTION && own.name().equals(name))
        // one that is declared by the name of its type has no parameters to show
        .filter(own -> own.type().contains("("))
        .findFirst()
        .map(own -> ofFunction(own, call.argument()));
  }

  private static Signature ofFunction(Outline.Declaration own, int argument) {
    int open = own.type().indexOf('(');
    String label = own.type().substring(0, open) + own.name() + own.type().substring(open);
    String inside = own.type().substring(open + 1, own.type().lastIndexOf(')'));
    return new Signature(label, split(inside), argument, "");
  }

  private Signature signature(Word word, int argument) {
    String all = word.signature();
    int open = all.indexOf('(');
    int close = all.lastIndexOf(')');
    List<String> parameters =
        open < 0 || close < open ? List.of() : split(all.substring(open + 1, close));
    return new Signature(all, parameters, argument, vocabulary.line(word, locale));
  }

  /** Parameters between commas that stand in no brackets of their own. */
  static List<String> split(String parameters) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < parameters.length(); i++) {
      switch (parameters.charAt(i)) {
        case '(', '[' -> depth++;
        case ')', ']' -> depth--;
        case ',' -> {
          if (depth == 0) {
            parts.add(parameters.substring(from, i).strip());
            from = i + 1;
          }
        }
        default -> {}
      }
    }
    String last = parameters.substring(from).strip();
    if (!last.isEmpty()) {
      parts.add(last);
    }
    return parts;
  }

  private Hover ofUse(String text, Outline.Use use) {
    Outline.Declaration own = use.declaration();
    if (own != null) {
      return ofOwn(use.start(), use.end(), text, own);
    }
    if (!use.owner().isEmpty()) {
      Optional<Word> method = vocabulary.of(Use.METHOD, use.name());
      return use.owner().startsWith("pw_map_") && method.isPresent()
          ? ofBcc(use.start(), use.end(), method.get())
          : ofMember(use);
    }
    return ofWord(text, use.start(), use.end())
        .orElseGet(() -> new Hover(use.start(), use.end(), use.type() + " " + use.name(), "", ""));
  }

  private static Hover ofOwn(int start, int end, String text, Outline.Declaration own) {
    return new Hover(
        start, end, declaration(text, own), OwnComment.about(text, own.end()), "program");
  }

  private Hover ofMember(Outline.Use use) {
    Btf btf = kernel.btf();
    Optional<Member> member = btf.member(use.owner(), use.name());
    String where =
        member
            .map(
                found ->
                    found.bitFieldSize() > 0
                        ? found.bitOffset() / 8 + ":" + found.bitOffset() % 8
                        : found.byteOffset() + " +" + btf.sizeOf(found.type()))
            .orElse("");
    return new Hover(
        use.start(),
        use.end(),
        use.type()
            + " "
            + use.owner()
            + "."
            + use.name()
            + (where.isEmpty() ? "" : "  /* " + where + " */"),
        "",
        member.isPresent() ? source() : "");
  }

  /**
   * @param end as an outline has it, which may be of a longer text
   */
  private Optional<Hover> ofWord(String text, int start, int end) {
    String name = text.substring(start, Math.min(end, text.length()));
    for (Use use : List.of(Use.CALL, Use.MAP, Use.PROBE)) {
      Optional<Word> word = vocabulary.of(use, name);
      if (word.isPresent()) {
        return word.map(known -> ofBcc(start, end, known));
      }
    }
    Optional<Helper> helper = helpers.of(name);
    if (helper.isPresent()) {
      return helper.map(
          found -> new Hover(start, end, found.signature(), found.sentence(), "bpf_helper_defs.h"));
    }
    return TypePage.of(kernel.btf(), tagged(text, start, name))
        .map(page -> new Hover(start, end, head(page, name), "", source()));
  }

  private Hover ofBcc(int start, int end, Word word) {
    return new Hover(start, end, word.signature(), vocabulary.line(word, locale), "bcc");
  }

  private String source() {
    return "BTF " + kernel.release();
  }

  /** The first line of a page, and of an enumeration that of the value one came for. */
  private static String head(TypePage page, String name) {
    List<String> lines = page.text().lines().toList();
    int line = page.lineOf(name).orElse(1);
    String first = lines.get(0).strip();
    return line == 1 ? first : first + " … " + lines.get(line - 1).strip();
  }

  /** The declaration as the user wrote it: a map's macro, a struct's head, else type and name. */
  private static String declaration(String text, Outline.Declaration own) {
    return switch (own.kind()) {
      case MAP, RECORD -> {
        int line = text.lastIndexOf('\n', own.start()) + 1;
        int end = text.indexOf('\n', own.start());
        yield text.substring(line, end < 0 ? text.length() : end).strip();
      }
      case FUNCTION -> {
        int open = own.type().indexOf('(');
        yield open < 0
            ? own.type() + " " + own.name()
            : own.type().substring(0, open) + own.name() + own.type().substring(open);
      }
      default -> own.type() + " " + own.name();
    };
  }

  /** A name with the keyword that stands before it, as {@link TypePage} takes it. */
  private static String tagged(String text, int start, String name) {
    int end = start;
    while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    int begin = end;
    while (begin > 0 && Character.isJavaIdentifierPart(text.charAt(begin - 1))) {
      begin--;
    }
    String before = text.substring(begin, end);
    return TAGGED.contains(before) ? before + " " + name : name;
  }

  private static Optional<int[]> word(String text, int offset) {
    int start = Math.min(offset, text.length());
    int end = start;
    while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
      start--;
    }
    while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
      end++;
    }
    return start < end ? Optional.of(new int[] {start, end}) : Optional.empty();
  }
}
