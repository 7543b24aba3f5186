package probewright.language;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import probewright.btf.Btf;
import probewright.btf.TypePage;

/** A kernel's names of one kind each, sorted for looking up what begins with a word. */
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

  void tags(String beginning, Consumer<String> each) {
    from(tags, beginning, each);
  }

  void typedefs(String beginning, Consumer<String> each) {
    from(typedefs, beginning, each);
  }

  void constants(String beginning, Consumer<String> each) {
    from(constants, beginning, each);
  }

  private static void from(String[] names, String beginning, Consumer<String> each) {
    int at = Arrays.binarySearch(names, beginning);
    for (int i = at < 0 ? -at - 1 : at; i < names.length && names[i].startsWith(beginning); i++) {
      each.accept(names[i]);
    }
  }

  /** A kernel function's declaration in C. */
  static Optional<String> prototype(Btf btf, String function) {
    return btf.function(function).flatMap(found -> TypePage.of(btf, function)).map(TypePage::text);
  }
}
