package probewright.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import probewright.dialect.Cursor;
import probewright.dialect.Outline;
import probewright.language.Completion.Kind;
import probewright.language.Vocabulary.Use;
import probewright.language.Vocabulary.Word;

/** Completions that need neither clang nor the target: names, tags and what clang has printed. */
final class Completer {
  private static final int MOST = 200;

  /** What clang prints: {@code COMPLETION: name : [#type#]name}. */
  private static final Pattern CLANG =
      Pattern.compile("COMPLETION: (\\w+)(?: \\(.*?\\))? : (?:\\[#(.*?)#\\])?.*");

  /** Stands in a tracepoint's struct for what all tracepoints have in common. */
  private static final String PLACE_HOLDER = "__do_not_use__";

  private static final List<String> KEYWORDS =
      List.of(
          "break",
          "case",
          "char",
          "const",
          "continue",
          "default",
          "do",
          "else",
          "enum",
          "extern",
          "for",
          "goto",
          "if",
          "inline",
          "int",
          "long",
          "return",
          "short",
          "signed",
          "sizeof",
          "static",
          "struct",
          "switch",
          "typedef",
          "union",
          "unsigned",
          "void",
          "while");

  private final Vocabulary vocabulary;
  private final HelperDocs helpers;
  private final KernelNames kernel;
  private final Locale locale;
  private final Map<String, Completion> found = new LinkedHashMap<>();

  Completer(Vocabulary vocabulary, HelperDocs helpers, KernelNames kernel, Locale locale) {
    this.vocabulary = vocabulary;
    this.helpers = helpers;
    this.kernel = kernel;
    this.locale = locale;
  }

  /**
   * Names that begin with the cursor's word, the nearest first: the program's own, bcc's, the
   * helpers, the kernel's.
   */
  Completions names(Cursor cursor, Outline outline, String text) {
    String word = cursor.word();
    List<Outline.Declaration> declared = new ArrayList<>(outline.declarations());
    // the innermost scope begins last
    declared.sort(Comparator.comparingInt(Outline.Declaration::scopeStart).reversed());
    for (Outline.Declaration own : declared) {
      // a name that is being declared is nothing to choose
      boolean typed = own.start() == cursor.wordStart();
      if (own.reaches(cursor.wordStart()) && own.kind() != Outline.Kind.MEMBER && !typed) {
        add(word, new Completion(own.name(), kind(own.kind()), own.type(), own.name(), ""));
      }
    }
    if (cursor.place() == Cursor.Place.FUNCTION_NAME) {
      vocabulary.all(Use.PREFIX).forEach(known -> add(word, completion(known)));
    }
    for (Use use : List.of(Use.CALL, Use.MAP, Use.PROBE)) {
      vocabulary.all(use).forEach(known -> add(word, completion(known)));
    }
    for (HelperDocs.Helper helper : helpers.all()) {
      add(
          word,
          new Completion(
              helper.name(), Kind.HELPER, helper.signature(), helper.name(), helper.sentence()));
    }
    KEYWORDS.forEach(keyword -> add(word, plain(keyword, Kind.KEYWORD)));
    for (String there : Cursor.words(text)) {
      // the word that is being typed stands in the text too
      if (!there.equals(word)) {
        add(word, plain(there, Kind.VARIABLE));
      }
    }
    if (!word.isEmpty()) {
      kernel.typedefs(word, name -> add(word, plain(name, Kind.TYPE)));
      kernel.constants(word, name -> add(word, plain(name, Kind.CONSTANT)));
    }
    return done(cursor);
  }

  /** Tags of structs, unions and enumerations. */
  Completions tags(Cursor cursor, Outline outline) {
    Consumer<String> each = name -> add(cursor.word(), plain(name, Kind.TYPE));
    outline.declarations().stream()
        .filter(own -> own.kind() == Outline.Kind.RECORD)
        .map(Outline.Declaration::name)
        .forEach(each);
    kernel.tags(cursor.word(), each);
    return done(cursor);
  }

  /**
   * Members, from what clang printed. A map's methods are told apart by what they are: members that
   * are called.
   *
   * @param isMap whether what stands before the dot is a map
   */
  Completions members(Cursor cursor, List<String> printed, boolean isMap) {
    for (String line : printed) {
      Matcher matcher = CLANG.matcher(line);
      if (!matcher.matches()) {
        continue;
      }
      String name = matcher.group(1);
      String type = matcher.group(2);
      if (type == null) {
        // where no member can stand clang prints everything there is; a member has a type
        found.clear();
        break;
      }
      if (!isMap && !name.equals(PLACE_HOLDER)) {
        add(cursor.word(), new Completion(name, Kind.MEMBER, type, name, ""));
      } else if (isMap && type.contains("(*)")) {
        add(
            cursor.word(),
            vocabulary
                .of(Use.METHOD, name)
                .map(this::completion)
                .orElseGet(() -> new Completion(name, Kind.METHOD, type, name, "")));
      }
    }
    List<Completion> members = new ArrayList<>(found.values());
    // those that are nobody's business come last
    members.sort(Comparator.comparing(member -> member.name().startsWith("_")));
    return fitting(cursor, members);
  }

  /** Those of some completions that fit the cursor's word, the best first. */
  static Completions fitting(Cursor cursor, List<Completion> all) {
    List<Completion> fits = NameMatch.ranked(cursor.word(), all, Completion::insert, MOST + 1);
    return new Completions(
        cursor.wordStart(), fits.subList(0, Math.min(MOST, fits.size())), fits.size() > MOST);
  }

  private void add(String word, Completion completion) {
    if (NameMatch.of(word, completion.name()).isPresent()) {
      found.putIfAbsent(completion.name(), completion);
    }
  }

  private Completion completion(Word word) {
    Kind kind =
        switch (word.use()) {
          case METHOD -> Kind.METHOD;
          case MAP, PROBE -> Kind.MACRO;
          case PREFIX -> Kind.PROBE;
          case CALL -> Kind.FUNCTION;
        };
    return new Completion(
        word.name(), kind, word.signature(), word.name(), vocabulary.line(word, locale));
  }

  private static Completion plain(String name, Kind kind) {
    return new Completion(name, kind, "", name, "");
  }

  private static Kind kind(Outline.Kind kind) {
    return switch (kind) {
      case FUNCTION -> Kind.FUNCTION;
      case MAP -> Kind.MAP;
      case RECORD, TYPEDEF -> Kind.TYPE;
      case ENUMERATOR -> Kind.CONSTANT;
      case PARAMETER, VARIABLE, MEMBER -> Kind.VARIABLE;
    };
  }

  private Completions done(Cursor cursor) {
    return fitting(cursor, List.copyOf(found.values()));
  }
}
