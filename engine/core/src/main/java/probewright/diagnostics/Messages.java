package probewright.diagnostics;

import java.text.MessageFormat;
import java.util.List;
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
    return format(bundle.getString(problem.code()), problem.arguments());
  }

  /** One sentence: what is to be known of another place. */
  public String sentence(Note note) {
    return format(bundle.getString(note.code()), note.arguments());
  }

  /** What a fix does, short enough for a button. */
  public String sentence(Fix fix) {
    return format(bundle.getString(fix.code()), fix.arguments());
  }

  /** What is called by a code alone: a rule of the translator, a state of a register. */
  public String sentence(String code, Object... arguments) {
    return format(
        bundle.getString(code), java.util.Arrays.stream(arguments).map(String::valueOf).toList());
  }

  /** Why it is so, for those who meet it for the first time; empty when nothing is to be said. */
  public String why(Problem problem) {
    String key = problem.code() + ".why";
    return bundle.containsKey(key) ? format(bundle.getString(key), problem.arguments()) : "";
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
    return bundle.containsKey(key) ? format(bundle.getString(key), problem.arguments()) : "";
  }

  private String format(String pattern, List<String> arguments) {
    return new MessageFormat(pattern, locale).format(arguments.toArray());
  }
}
