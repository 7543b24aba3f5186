package probewright.btf;

import java.util.Set;

/**
 * C declarations of a kernel's types, as clang compiles them for BPF: layouts are exactly the
 * kernel's, and every record carries {@code preserve_access_index}, so that reads are relocated
 * (CO-RE).
 *
 * <p>The same BTF, words and own types always give the same text. Types that share a name with an
 * earlier one are called {@code NAME___2}; the kernel's types that share a name with one of the
 * program's own are called {@code NAME___k}.
 */
public final class CHeader {
  private CHeader() {}

  /** Every type: a whole {@code vmlinux.h}. */
  public static String full(Btf btf) {
    CWriter writer = new CWriter(btf, Set.of(), Set.of());
    writer.everything();
    return wrapped(writer.text());
  }

  /** {@link #minimal(Btf, Set, Set)} for a program without types of its own. */
  public static String minimal(Btf btf, Set<String> words) {
    return minimal(btf, words, Set.of());
  }

  /**
   * Only the types that the words of a program can reach: those that are named among them, the
   * enumerations of enumerators that are, what these contain, and what they point to where the
   * pointing member's name is a word too. Other pointees are only announced.
   *
   * @param words the identifiers of the expanded program and of every header it includes
   * @param ownTypes names (tags and typedefs) that the program defines itself
   */
  public static String minimal(Btf btf, Set<String> words, Set<String> ownTypes) {
    CWriter writer = new CWriter(btf, words, ownTypes);
    writer.reached();
    return wrapped(writer.text());
  }

  private static String wrapped(CharSequence declarations) {
    return """
    #ifndef __VMLINUX_H__
    #define __VMLINUX_H__

    #ifndef BPF_NO_PRESERVE_ACCESS_INDEX
    #pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)
    #endif

    %s#ifndef BPF_NO_PRESERVE_ACCESS_INDEX
    #pragma clang attribute pop
    #endif

    #endif
    """
        .formatted(declarations);
  }
}
