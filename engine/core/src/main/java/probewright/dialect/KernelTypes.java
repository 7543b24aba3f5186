package probewright.dialect;

import java.util.List;
import java.util.Optional;
import probewright.btf.Btf;
import probewright.btf.BtfType;
import probewright.btf.BtfType.Member;

/** What the rules ask of a kernel's types beyond what clang's dump says. */
record KernelTypes(Btf btf) {
  boolean hasFunction(String name) {
    return btf.function(name).isPresent();
  }

  /** Whether the kernel has a struct or union of this tag. */
  boolean hasRecord(String tag) {
    return btf.struct(tag).isPresent() || btf.union(tag).isPresent();
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

  /** Whether the kernel has a struct, union or enumeration of this tag. */
  boolean hasTag(String tag) {
    return hasRecord(tag) || btf.enumeration(tag).isPresent();
  }

  /** Whether the kernel has a typedef or an enumerator of this name. */
  boolean hasOrdinary(String name) {
    return hasEnumerator(name) || btf.typedef(name).isPresent();
  }

  /**
   * Whether a member of a struct or union is a bit field.
   *
   * @param path the members on the way to it from the record of that tag, and itself
   */
  boolean isBitField(String tag, List<String> path) {
    Optional<Member> found = btf.member(tag, path.get(0));
    for (String name : path.subList(1, path.size())) {
      found = found.flatMap(member -> btf.member(member.type(), name));
    }
    return found.filter(member -> member.bitFieldSize() > 0).isPresent();
  }
}
