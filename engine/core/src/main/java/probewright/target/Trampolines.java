package probewright.target;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import probewright.btf.Btf;
import probewright.btf.BtfType;
import probewright.btf.Kernel;

/**
 * What a kernel's trampolines, which fentry and fexit go through, can pass on. Source: the kernel's
 * {@code btf_distill_func_proto} and {@code arch_prepare_bpf_trampoline}.
 *
 * @param words how many registers' worth of arguments
 */
record Trampolines(int words) {
  private static final Pattern RELEASE = Pattern.compile("(\\d+)\\.(\\d+).*", Pattern.DOTALL);
  private static final int WORD = 8;

  /** Since 6.6 x86 passes what lies on the stack too. */
  static Trampolines of(Kernel kernel) {
    Matcher release = RELEASE.matcher(kernel.release());
    boolean recent =
        release.matches()
            && 1000 * Integer.parseInt(release.group(1)) + Integer.parseInt(release.group(2))
                >= 6006;
    if (!kernel.machine().equals("x86_64")) {
      return new Trampolines(8);
    }
    return new Trampolines(recent ? 12 : 6);
  }

  boolean canPass(Btf types, String function) {
    BtfType.FunctionPrototype prototype =
        types
            .function(function)
            .map(found -> types.type(found.prototype()))
            .filter(BtfType.FunctionPrototype.class::isInstance)
            .map(BtfType.FunctionPrototype.class::cast)
            .orElse(null);
    if (prototype == null || prototype.variadic()) {
      return false;
    }
    BtfType returned = types.resolve(prototype.returned());
    boolean whole =
        returned instanceof BtfType.VoidType
            || returned instanceof BtfType.Int
            || returned instanceof BtfType.Pointer
            || returned instanceof BtfType.Enumeration;
    long needed = 0;
    for (var parameter : prototype.parameters()) {
      BtfType type = types.resolve(parameter.type());
      boolean passed =
          type instanceof BtfType.Int
              || type instanceof BtfType.Pointer
              || type instanceof BtfType.Enumeration
              || type instanceof BtfType.Struct;
      long size = passed ? types.sizeOf(type.id()) : Long.MAX_VALUE / 2;
      whole &= size <= 2 * WORD;
      needed += (size + WORD - 1) / WORD;
    }
    return whole && needed <= words;
  }
}
