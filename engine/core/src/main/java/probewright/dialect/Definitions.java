package probewright.dialect;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import probewright.btf.Btf;
import probewright.btf.Kernel;
import probewright.diagnostics.ProblemException;

/**
 * What the target's kernel says of itself in names that a program may ask for: its version, its
 * options, and numbers of its own.
 */
final class Definitions {
  private static final String OPTION = "CONFIG_";
  private static final String MODULE = "_MODULE";

  /** Without it a kernel's system calls take their arguments another way; since 4.17. */
  private static final String WRAPPERS = "CONFIG_ARCH_HAS_SYSCALL_WRAPPER";

  private final Kernel kernel;
  private final Map<String, String> numbers;
  private final Map<String, String> texts = new LinkedHashMap<>();

  private Definitions(Kernel kernel) {
    this.kernel = kernel;
    this.numbers = Machine.of(kernel.machine()).map(Machine::numbers).orElse(Map.of());
  }

  /**
   * The C texts of the names among {@code words} and of those that our library asks for in their
   * stead. Asks the target for its options only when one is named.
   */
  static Map<String, String> of(Set<String> words, Kernel kernel) throws ProblemException {
    Set<String> all = new LinkedHashSet<>(words);
    all.addAll(Library.ours().wordsOfNeeded(words, name -> false));
    Definitions definitions = new Definitions(kernel);
    for (String word : all) {
      definitions.define(word);
    }
    return definitions.texts;
  }

  private void define(String word) throws ProblemException {
    if (word.equals("LINUX_VERSION_CODE")) {
      texts.put(word, KernelVersion.of(kernel).code());
    } else if (word.equals("DNAME_INLINE_LEN")) {
      inlineName().ifPresent(size -> texts.put(word, size.toString()));
    } else if (word.startsWith(OPTION)) {
      option(word);
    } else if (numbers.containsKey(word)) {
      String number = numbers.getOrDefault(word, "");
      texts.put(word, number);
      for (String inside : new Tokens(number).words()) {
        define(inside);
      }
    }
  }

  private void option(String word) throws ProblemException {
    Map<String, String> options = kernel.files().config();
    String value = options.get(word);
    if (value != null) {
      boolean module = value.equals("m");
      texts.put(module ? word + MODULE : word, module || value.equals("y") ? "1" : value);
    } else if (word.endsWith(MODULE)) {
      String name = word.substring(0, word.length() - MODULE.length());
      if ("m".equals(options.get(name))) {
        texts.put(word, "1");
      }
    } else if (options.isEmpty() && word.equals(WRAPPERS)) {
      texts.put(word, "1");
    }
  }

  /** How long a name may be that stands in the directory entry itself. */
  private Optional<Long> inlineName() {
    Btf types = kernel.btf();
    return types
        .member("dentry", "d_iname")
        .or(() -> types.member("dentry", "d_shortname"))
        .map(member -> types.sizeOf(member.type()));
  }
}
