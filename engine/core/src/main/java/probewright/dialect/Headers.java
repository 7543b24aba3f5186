package probewright.dialect;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import probewright.diagnostics.Place;

/** The files of its own folder that a text includes, by its words alone. */
public final class Headers {
  /** The line of a {@link #fresh} header that is to be written first. */
  public static final int FIRST_LINE = 4;

  private Headers() {}

  /**
   * The place of the first line that asks for each, by the name it stands there with, in the order
   * of the text.
   *
   * @param file the name of the text that places carry
   */
  public static Map<String, Place> asked(String file, String text) {
    SourceText source = new SourceText(file, text);
    Map<String, Place> places = new LinkedHashMap<>();
    for (Includes.Include include : Includes.find(text)) {
      if (include.isOwn()) {
        places.putIfAbsent(include.name(), source.place(include.start(), include.end()));
      }
    }
    return places;
  }

  /** The name that places in a header carry, from that of the file which includes it. */
  public static String file(String includer, String name) {
    return Path.of(includer).resolveSibling(name).normalize().toString();
  }

  /** The offset at which a further include begins: behind those there are, or the first comment. */
  public static int behindIncludes(String text) {
    List<Includes.Include> all = Includes.find(text);
    int end = 0;
    if (all.isEmpty()) {
      for (Tokens.Comment comment : new Tokens(text).comments()) {
        if (!text.substring(end, comment.start()).isBlank()) {
          break;
        }
        end = comment.end();
      }
    } else {
      end = all.get(all.size() - 1).end();
    }
    int line = text.indexOf('\n', Math.max(0, end - 1));
    return end == 0 ? 0 : line < 0 ? text.length() : line + 1;
  }

  /** What a header holds at first: the guard that C programs have around theirs. */
  public static String fresh(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    String guard = last.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    String begun = guard.matches("[0-9].*") ? "_" + guard : guard;
    return String.join(
        "\n",
        "// SPDX-License-Identifier: GPL-2.0-only",
        "#ifndef " + begun,
        "#define " + begun,
        "",
        "#endif",
        "");
  }
}
