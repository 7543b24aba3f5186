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
    CWriter writer = new CWriter(btf, Set.of(), OwnNames.NONE);
    writer.everything();
    return wrapped(writer.text());
  }

  /**
   * Of the types that modules add to a kernel's, those that words can reach, to be read behind
   * {@link #full} of the kernel's own.
   *
   * @param joined the kernel's types with the modules' behind them
   * @param kernel how many are the kernel's
   */
  public static String added(Btf joined, int kernel, Set<String> words) {
    CWriter writer = new CWriter(joined, words, OwnNames.NONE, kernel);
    writer.reached();
    return attributed(writer.text());
  }

  /** {@link #minimal(Btf, Set, OwnNames)} for a program without names of its own. */
  public static String minimal(Btf btf, Set<String> words) {
    return minimal(btf, words, OwnNames.NONE);
  }

  /** {@link #minimal(Btf, Set, OwnNames)} for a program with types of its own. */
  public static String minimal(Btf btf, Set<String> words, Set<String> ownTypes) {
    return minimal(btf, words, new OwnNames(ownTypes, ownTypes));
  }

  /**
   * Only the types that the words of a program can reach: those that are named among them, the
   * enumerations of enumerators that are, what these contain, and what they point to where the
   * pointing member's name is a word too. Other pointees are only announced.
   *
   * @param words the identifiers of the expanded program, and those kernel types that the headers
   *     it includes need
   * @param own names that the program defines itself
   */
  public static String minimal(Btf btf, Set<String> words, OwnNames own) {
    CWriter writer = new CWriter(btf, words, own);
    writer.reached();
    return wrapped(writer.text());
  }

  /**
   * Names that a program defines itself, in C's two spaces. The kernel's types and enumerators of
   * the same name are not roots, and are renamed where they are reached all the same.
   *
   * @param tags of structs, unions and enumerations
   * @param ordinary typedefs, enumerators, maps, functions and variables
   */
  public record OwnNames(Set<String> tags, Set<String> ordinary) {
    static final OwnNames NONE = new OwnNames(Set.of(), Set.of());

    public OwnNames {
      tags = Set.copyOf(tags);
      ordinary = Set.copyOf(ordinary);
    }
  }

  private static String wrapped(CharSequence declarations) {
    return """
    #ifndef __VMLINUX_H__
    #define __VMLINUX_H__

    %s
    #endif
    """
        .formatted(attributed(declarations));
  }

  private static String attributed(CharSequence declarations) {
    return """
    #ifndef BPF_NO_PRESERVE_ACCESS_INDEX
    #pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)
    #endif

    %s#ifndef BPF_NO_PRESERVE_ACCESS_INDEX
    #pragma clang attribute pop
    #endif
    """
        .formatted(declarations);
  }
}
