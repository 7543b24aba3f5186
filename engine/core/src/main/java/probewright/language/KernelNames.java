package probewright.language;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import probewright.btf.Btf;
import probewright.btf.TypePage;

/** A kernel's names of one kind each, sorted, for looking up what fits a word. */
final class KernelNames {
  private final String[] tags;
  private final String[] typedefs;
  private final String[] constants;

  KernelNames(Btf btf) {
    this.tags = sorted(btf.tags());
    this.typedefs = sorted(btf.typedefNames());
    this.constants = sorted(btf.enumeratorNames());
  }

  private static String[] sorted(Set<String> names) {
    String[] all = names.toArray(String[]::new);
    Arrays.sort(all);
    return all;
  }

  void tags(String word, Consumer<String> each) {
    fitting(tags, word, each);
  }

  void typedefs(String word, Consumer<String> each) {
    fitting(typedefs, word, each);
  }

  void constants(String word, Consumer<String> each) {
    fitting(constants, word, each);
  }

  private static void fitting(String[] names, String word, Consumer<String> each) {
    for (String name : names) {
      if (NameMatch.of(word, name).isPresent()) {
        each.accept(name);
      }
    }
  }

  /** A kernel function's declaration in C. */
  static Optional<String> prototype(Btf btf, String function) {
    return btf.function(function).flatMap(found -> TypePage.of(btf, function)).map(TypePage::text);
  }
}
