package probewright.dialect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;

/**
 * Names that a text gives a meaning itself, as far as its tokens tell.
 *
 * @param tokens of the text
 * @param ordinary macros and enumerators
 * @param tags structs, unions and enumerations that it defines
 * @param foreignTags those that it names and does not define
 */
record DefinedNames(
    Tokens tokens, Set<String> ordinary, Set<String> tags, Set<String> foreignTags) {
  private static final Pattern KERNEL_LOOP =
      Pattern.compile(
          "(?:h?list|hlist_nulls|rb|rbtree|idr|radix_tree|xa|llist|plist|sk|klist)_for_each\\w*"
              + "|for_each_(?:process|thread|process_thread|online_cpu|possible_cpu|present_cpu"
              + "|netdev|net|set_bit|clear_bit)\\w*");

  static DefinedNames of(Tokens tokens) {
    Set<String> ordinary = new HashSet<>();
    Set<String> tags = new HashSet<>();
    Set<String> named = new HashSet<>();
    for (int i = 0; i < tokens.all().size(); i++) {
      Tokens.Token token = tokens.at(i);
      if (token.is("#") && tokens.at(i + 1).is("define")) {
        ordinary.add(tokens.at(i + 2).text());
      } else if (token.is("struct") || token.is("union") || token.is("enum")) {
        boolean hasTag = tokens.at(i + 1).kind() == Tokens.Kind.WORD;
        int brace = hasTag ? i + 2 : i + 1;
        if (hasTag) {
          (tokens.at(brace).is("{") ? tags : named).add(tokens.at(i + 1).text());
        }
        if (token.is("enum") && tokens.at(brace).is("{")) {
          enumerators(tokens, brace, ordinary);
        }
      }
    }
    named.removeAll(tags);
    return new DefinedNames(tokens, ordinary, tags, named);
  }

  private static void enumerators(Tokens tokens, int brace, Set<String> names) {
    int close = tokens.closing(brace);
    for (int i = brace; i < close; i++) {
      if (tokens.at(i).is("{") || tokens.at(i).is(",")) {
        names.add(tokens.at(i + 1).text());
      }
    }
  }

  /**
   * Parameters that the text defines as macros itself, so that a value from outside would be
   * overruled. One inside {@code #ifndef} of its own name is a default and fine.
   */
  List<Problem> defined(SourceText source, Set<String> parameters) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < tokens.all().size(); i++) {
      Tokens.Token name = tokens.at(i + 2);
      if (tokens.at(i).is("#")
          && tokens.at(i + 1).is("define")
          && parameters.contains(name.text())
          && !(tokens.at(i - 2).is("ifndef") && tokens.at(i - 1).is(name.text()))) {
        problems.add(
            Problem.errorAt(
                Stage.TRANSLATE,
                source.place(name.start(), name.end()),
                "translate.parameter-defined",
                name.text()));
      }
    }
    return problems;
  }

  /** Loops over the kernel's lists, whose macros a program does not have. */
  List<Problem> loops(SourceText source) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < tokens.all().size(); i++) {
      Tokens.Token name = tokens.at(i);
      if (name.kind() == Tokens.Kind.WORD
          && tokens.at(i + 1).is("(")
          && KERNEL_LOOP.matcher(name.text()).matches()
          && !ordinary.contains(name.text())) {
        problems.add(
            Problem.errorAt(
                Stage.TRANSLATE,
                source.place(name.start(), name.end()),
                "translate.kernel-loop",
                name.text()));
      }
    }
    return problems;
  }
}
