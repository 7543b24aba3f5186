package probewright.language;

import probewright.btf.TypePage;
import probewright.diagnostics.Place;

/** Where a name is declared. */
public sealed interface Definition {
  /**
   * In the text that was asked about.
   *
   * @param start of the name, UTF-16 offset
   * @param end exclusive
   */
  record Own(int start, int end) implements Definition {}

  /** In another of the program's own files. */
  record Beside(Place place) implements Definition {}

  /**
   * In the kernel.
   *
   * @param line the line of the page to look at, from 1
   */
  record OfKernel(TypePage page, int line) implements Definition {}
}
