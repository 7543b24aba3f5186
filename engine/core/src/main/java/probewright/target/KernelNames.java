package probewright.target;

import java.util.Optional;
import java.util.OptionalLong;
import probewright.agent.wire.AgentException;
import probewright.btf.Btf;
import probewright.btf.BtfType;
import probewright.btf.Kernel;
import probewright.diagnostics.ProblemException;
import probewright.output.Frame;
import probewright.probes.format.PrintNames;

/** What a kernel's types, configuration and symbols say to the names of a print format. */
final class KernelNames implements PrintNames {
  private static final String HERTZ = "HZ";

  private final Kernel kernel;
  private final KernelLists lists;

  KernelNames(Kernel kernel, KernelLists lists) {
    this.kernel = kernel;
    this.lists = lists;
  }

  @Override
  public OptionalLong constant(String name) {
    if (name.equals(HERTZ)) {
      return hertz();
    }
    return kernel
        .btf()
        .enumerator(name)
        .map(enumerator -> OptionalLong.of(enumerator.value()))
        .orElse(OptionalLong.empty());
  }

  private OptionalLong hertz() {
    try {
      String set = kernel.files().config().getOrDefault("CONFIG_HZ", "");
      return set.matches("[0-9]{1,6}")
          ? OptionalLong.of(Long.parseLong(set))
          : OptionalLong.empty();
    } catch (ProblemException gone) {
      return OptionalLong.empty();
    }
  }

  @Override
  public int sizeOf(String type) {
    Btf types = kernel.btf();
    String bare = type.replaceFirst("^(struct|union|enum) ", "");
    Optional<? extends BtfType> named =
        type.startsWith("enum ") ? types.enumeration(bare) : types.typedef(bare);
    if (named.isEmpty()) {
      return 0;
    }
    BtfType resolved = types.resolve(named.get().id());
    boolean signed =
        resolved instanceof BtfType.Int number
            ? number.encoding() == BtfType.Encoding.SIGNED
            : resolved instanceof BtfType.Enumeration enumeration && enumeration.signed();
    int size = (int) types.sizeOf(resolved.id());
    return size > 8 ? 0 : signed ? -size : size;
  }

  @Override
  public Optional<String> symbol(long address) {
    try {
      return lists.addresses().frame(address) instanceof Frame.Known known
          ? Optional.of(known.symbol() + "+0x" + Long.toHexString(known.offset()))
          : Optional.empty();
    } catch (AgentException | ProblemException unreadable) {
      return Optional.empty();
    }
  }
}
