package probewright.dialect;

import probewright.btf.Btf;

/** What the rules ask of a kernel's types beyond what clang's dump says. */
record KernelTypes(Btf btf) {
  boolean hasFunction(String name) {
    return btf.function(name).isPresent();
  }

  /** Whether one of the kernel's enumerations has a value of this name. */
  boolean hasEnumerator(String name) {
    return btf.enumerationOf(name).isPresent();
  }

  /** Whether a member of a struct or union is a bit field. */
  boolean isBitField(String tag, String member) {
    return btf.member(tag, member).filter(found -> found.bitFieldSize() > 0).isPresent();
  }
}
