package probewright.diagnostics;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** Puts problems into words of one language. The words stand in {@code messages*.properties}. */
public final class Messages {
  private final ResourceBundle bundle;
  private final Locale locale;

  public Messages(Locale locale) {
    this.locale = locale;
    this.bundle =
        ResourceBundle.getBundle(
            "probewright.diagnostics.messages",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** One sentence: what happened. */
  public String sentence(Problem problem) {
    return format(bundle.getString(problem.code()), problem);
  }

  /**
   * What to do about it; empty when the sentence says it all. Where an argument is empty, {@code
   * CODE.help.bare} stands in for {@code CODE.help}, which would speak of it.
   */
  public String help(Problem problem) {
    String key = problem.code() + ".help";
    if (problem.arguments().contains("") && bundle.containsKey(key + ".bare")) {
      key += ".bare";
    }
    return bundle.containsKey(key) ? format(bundle.getString(key), problem) : "";
  }

  private String format(String pattern, Problem problem) {
    return new MessageFormat(pattern, locale).format(problem.arguments().toArray());
  }
}
