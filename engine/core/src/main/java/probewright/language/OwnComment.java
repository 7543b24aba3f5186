package probewright.language;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person wrote about a declaration: in the comment behind it, or else in those above it. */
final class OwnComment {
  private static final Pattern BEHIND = Pattern.compile("//(.*)|/\\*(.*?)\\*/");

  /** Lines that are for the translator or the lawyer. */
  private static final Pattern NOT_FOR_PEOPLE =
      Pattern.compile("(?:attach|param|show|tail|inner)\\s*:.*|SPDX-License-Identifier.*");

  private static final Pattern SENTENCE = Pattern.compile("[.!?](?= |$)|[\u3002\uff01\uff1f]");

  private OwnComment() {}

  /**
   * Its first sentence; empty where there is none.
   *
   * @param at an offset in the declaration's first line
   */
  static String about(String text, int at) {
    int start = text.lastIndexOf('\n', Math.min(at, text.length()) - 1) + 1;
    int end = text.indexOf('\n', start);
    Matcher behind =
        BEHIND.matcher(text).region(Math.min(at, text.length()), end < 0 ? text.length() : end);
    String words =
        behind.find()
            ? behind.group(1) == null ? behind.group(2) : behind.group(1)
            : above(text.substring(0, start));
    String one = words.strip();
    Matcher sentence = SENTENCE.matcher(one);
    return NOT_FOR_PEOPLE.matcher(one).matches()
        ? ""
        : sentence.find() ? one.substring(0, sentence.end()) : one;
  }

  /** The words of the comments that end with the text, in one line. */
  private static String above(String text) {
    if (text.stripTrailing().endsWith("*/")) {
      int open = text.lastIndexOf("/*");
      String gap = text.substring(text.lastIndexOf("*/") + 2);
      return open < 0 || gap.indexOf('\n') != gap.lastIndexOf('\n')
          ? ""
          : text.substring(open + 2, text.lastIndexOf("*/"))
              .replaceAll("(?m)^[*\\s]+", "")
              .replaceAll("\\s+", " ");
    }
    List<String> words = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = lines.size() - 1; i >= 0; i--) {
      String line = lines.get(i).strip();
      if (!line.startsWith("//")) {
        break;
      }
      String said = line.replaceFirst("^/+", "").strip();
      if (NOT_FOR_PEOPLE.matcher(said).matches()) {
        break;
      }
      words.add(0, said);
    }
    return String.join(" ", words);
  }
}
