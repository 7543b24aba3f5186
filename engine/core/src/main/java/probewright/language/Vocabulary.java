package probewright.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.TreeMap;

/**
 * The words of bcc's dialect with their signatures and a line about each. The signatures are the
 * same in every language and stand in {@code signatures.properties}; the lines in {@code
 * words*.properties}.
 */
final class Vocabulary {
  /** How a word is used. */
  enum Use {
    /** Declares a map: {@code BPF_HASH}. */
    MAP,
    /** Defines a program: {@code TRACEPOINT_PROBE}. */
    PROBE,
    /** Begins the name of a function that is attached by its name: {@code kprobe__}. */
    PREFIX,
    /** A method of a map. */
    METHOD,
    /** A function or macro that is called. */
    CALL
  }

  /** A word's entry; {@code signature} as in C. */
  record Word(String name, Use use, String signature) {}

  private final Map<String, Word> words = new TreeMap<>();

  Vocabulary() {
    ResourceBundle signatures =
        ResourceBundle.getBundle(
            "probewright.language.signatures",
            Locale.ROOT,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    for (String key : signatures.keySet()) {
      int dot = key.indexOf('.');
      Use use = Use.valueOf(key.substring(0, dot).toUpperCase(Locale.ROOT));
      String name = key.substring(dot + 1);
      words.put(key, new Word(name, use, signatures.getString(key)));
    }
  }

  Optional<Word> of(Use use, String name) {
    return Optional.ofNullable(words.get(key(use, name)));
  }

  List<Word> all(Use use) {
    List<Word> found = new ArrayList<>(words.values());
    found.removeIf(word -> word.use != use);
    return found;
  }

  /** The line about a word. */
  String line(Word word, Locale locale) {
    return ResourceBundle.getBundle(
            "probewright.language.words",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
        .getString(key(word.use, word.name));
  }

  private static String key(Use use, String name) {
    return use.name().toLowerCase(Locale.ROOT) + "." + name;
  }
}
