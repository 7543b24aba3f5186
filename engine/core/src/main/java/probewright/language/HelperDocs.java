package probewright.language;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kernel's BPF helpers as libbpf's pinned {@code bpf_helper_defs.h} declares and describes
 * them.
 */
final class HelperDocs {
  /** The comment of a helper and its declaration, a constant pointer to a function. */
  private static final Pattern HELPER =
      Pattern.compile(
          "/\\*\\n \\* (bpf_\\w+)\\n((?: \\*.*\\n)*?) \\*/\\n"
              + "static (.*?)\\(\\*(?:const )?\\1\\)\\((.*)\\) = \\(void \\*\\) ?\\d+;");

  /**
   * A helper.
   *
   * @param returned the C type it returns
   * @param parameters with their types and names, as C has them between the brackets
   * @param sentence its description's first sentence, empty where it has none
   */
  record Helper(String name, String returned, String parameters, String sentence) {
    String signature() {
      return returned + (returned.endsWith("*") ? "" : " ") + name + "(" + parameters + ")";
    }
  }

  private final Map<String, Helper> helpers = new LinkedHashMap<>();

  /**
   * @param header the text of {@code bpf_helper_defs.h}
   */
  HelperDocs(String header) {
    Matcher matcher = HELPER.matcher(header);
    while (matcher.find()) {
      helpers.put(
          matcher.group(1),
          new Helper(
              matcher.group(1),
              matcher.group(3).strip(),
              matcher.group(4),
              sentence(matcher.group(2))));
    }
  }

  Optional<Helper> of(String name) {
    return Optional.ofNullable(helpers.get(name));
  }

  Collection<Helper> all() {
    return helpers.values();
  }

  /** The first sentence of a comment in reStructuredText. */
  private static String sentence(String comment) {
    String words =
        comment
            .replaceAll("(?m)^ \\*", "")
            .replaceAll("(?s)\\n\\s*\\n\\s*(?:Returns?|\\*\\*).*", "")
            .replaceAll("\\*\\*?|``", "")
            .replaceAll("\\s+", " ")
            .strip();
    Matcher end = Pattern.compile("\\.(?= |$)").matcher(words);
    return end.find() ? words.substring(0, end.end()) : words;
  }
}
