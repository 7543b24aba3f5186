package probewright.dialect;

/** What the rules ask of a kernel beyond what clang's dump says. */
public interface KernelTypes {
  /** Whether the kernel has a function of this name that its BTF describes. */
  boolean hasFunction(String name);

  /** Whether one of the kernel's enumerations has a value of this name. */
  boolean hasEnumerator(String name);

  /**
   * Whether a member of a struct or union is a bit field; anonymous members inside are looked
   * through.
   */
  boolean isBitField(String tag, String member);
}
