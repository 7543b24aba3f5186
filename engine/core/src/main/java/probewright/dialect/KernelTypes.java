package probewright.dialect;

import java.util.Optional;
import probewright.btf.Btf;
import probewright.btf.BtfType;

/** What the rules ask of a kernel's types beyond what clang's dump says. */
record KernelTypes(Btf btf) {
  boolean hasFunction(String name) {
    return btf.function(name).isPresent();
  }

  /** Whether one of the kernel's enumerations has a value of this name. */
  boolean hasEnumerator(String name) {
    return btf.enumerationOf(name).isPresent();
  }

  /** The size of a type by its C name, in bytes; 0 when it has none of that name. */
  long sizeOf(String type) {
    String tag = type.substring(type.indexOf(' ') + 1);
    Optional<? extends BtfType> found =
        type.startsWith("struct ")
            ? btf.struct(tag)
            : type.startsWith("union ")
                ? btf.union(tag)
                : type.startsWith("enum ") ? btf.enumeration(tag) : btf.typedef(type);
    return found.map(there -> btf.sizeOf(there.id())).orElse(0L);
  }

  /** Whether a member of a struct or union is a bit field. */
  boolean isBitField(String tag, String member) {
    return btf.member(tag, member).filter(found -> found.bitFieldSize() > 0).isPresent();
  }
}
