package probewright.language;

import probewright.btf.TypePage;

/** Where a name is declared. */
public sealed interface Definition {
  /**
   * In the user's own text.
   *
   * @param start of the name, UTF-16 offset
   * @param end exclusive
   */
  record Own(int start, int end) implements Definition {}

  /**
   * In the kernel.
   *
   * @param line the line of the page to look at, from 1
   */
  record OfKernel(TypePage page, int line) implements Definition {}
}
