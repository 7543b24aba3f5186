package probewright.dialect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The licence under which the kernel is to run a program. */
final class License {
  private static final Pattern OWN = Pattern.compile("\\bSEC\\s*\\(\\s*\"license\"\\s*\\)");
  private static final Pattern BCC_LICENSE =
      Pattern.compile(
          "^[ \\t]*#[ \\t]*define[ \\t]+BPF_LICENSE[ \\t]+(.*?)[ \\t]*$", Pattern.MULTILINE);

  private License() {}

  /** The declaration that a text lacks, empty where it has one. */
  static String line(SourceText source) {
    if (OWN.matcher(source.text()).find()) {
      return "";
    }
    Matcher bcc = BCC_LICENSE.matcher(source.text());
    String words = bcc.find() ? bcc.group(1) : "GPL";
    String quoted = words.startsWith("\"") ? words : "\"" + words + "\"";
    return "\nchar LICENSE[] SEC(\"license\") = " + quoted + ";\n";
  }
}
