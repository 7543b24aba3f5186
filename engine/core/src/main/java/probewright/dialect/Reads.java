package probewright.dialect;

import java.util.Optional;

/**
 * Reads of memory that is not BPF's own. Clang marks each reading of a value in the tree; one whose
 * place is foreign becomes a probe read:
 *
 * <ul>
 *   <li>a chain of members from a pointer: {@code BPF_CORE_READ(req, q, limits.max_sectors)};
 *   <li>the same from a base that itself looks into structs, or into structs of the program's own:
 *       {@code BPF_PROBE_READ}, because {@code BPF_CORE_READ} would ask the kernel for the
 *       program's own structs;
 *   <li>a bit field: {@code BPF_CORE_READ_BITFIELD_PROBED};
 *   <li>everything else: {@code kread(*pointer)}.
 * </ul>
 *
 * A place that is not read, because its address is taken or it is an array, stays as it is; only
 * the pointers on the way to it are read.
 */
final class Reads {
  /** What libbpf's macros take. */
  private static final int LONGEST_CHAIN = 9;

  private final Translation work;
  private final Provenance provenance;
  private final Extents extents;

  Reads(Translation work, Provenance provenance) {
    this.work = work;
    this.provenance = provenance;
    this.extents = new Extents(work.tokens);
  }

  /** Rewrites all there is in a function's body. */
  void rewrite(Node node) {
    switch (node.kind()) {
      case "UnaryExprOrTypeTraitExpr", "OffsetOfExpr" -> {
        return;
      }
      case "CallExpr" -> {
        if (node.callee().startsWith("__builtin_preserve")) {
          return;
        }
        MapMethods.rewrite(node, work);
        TracePrints.rewrite(node, work);
      }
      case "BinaryOperator" -> {
        if (node.operation().equals("=")) {
          refuseWrite(node.first());
        }
      }
      case "CompoundAssignOperator" -> refuseWrite(node.first());
      case "UnaryOperator" -> {
        if (node.operation().equals("++") || node.operation().equals("--")) {
          refuseWrite(node.first());
        }
      }
      default -> {}
    }
    if (node.isLoad() && isForeign(node.first().bare())) {
      read(node.first().bare());
    } else {
      node.children().forEach(this::rewrite);
    }
  }

  private boolean isForeign(Node place) {
    return switch (place.kind()) {
      case "MemberExpr", "ArraySubscriptExpr", "UnaryOperator" ->
          provenance.ofPlace(place) == Provenance.Origin.FOREIGN;
      default -> false;
    };
  }

  private void refuseWrite(Node target) {
    if (isForeign(target.bare())) {
      int start = Math.max(target.begin().offset(), 0);
      work.error(start, Math.max(start, extents.endOf(target)), "translate.kernel-write");
    }
  }

  private void read(Node place) {
    if (Registers.rewrite(place, work)) {
      place.children().forEach(this::rewrite);
      return;
    }
    if (!place.begin().written()) {
      work.error(place.begin(), "translate.macro-read");
      return;
    }
    int start = place.begin().offset();
    int end = extents.endOf(place);
    if (!work.first(start, end)) {
      return;
    }
    Optional<MemberChain> chain =
        MemberChain.of(place, extents, work.ownMembers, this::isForeign)
            .filter(found -> found.arrows().size() <= LONGEST_CHAIN);
    if (isBitField(place)) {
      bitField(place, chain, start, end);
    } else if (chain.isPresent()) {
      boolean plain = !chain.get().own() && !chain.get().baseLooksIntoStructs();
      readChain(plain ? "BPF_CORE_READ(" : "BPF_PROBE_READ(", chain.get(), start, end);
    } else {
      work.edits.open(start, "kread(");
      place.children().forEach(this::rewrite);
      work.edits.close(end, ")");
    }
  }

  private void readChain(String macro, MemberChain chain, int start, int end) {
    work.edits.open(start, macro);
    chain.arrows().forEach(arrow -> work.edits.replace(arrow, arrow + 2, ", "));
    rewrite(chain.base());
    work.edits.close(end, ")");
  }

  private boolean isBitField(Node place) {
    return place.is("MemberExpr")
        && !place.name().isEmpty()
        && work.kernel.isBitField(place.first().type().tag(), place.name());
  }

  /** The macro takes one pointer and looks at it several times, so it is to be a variable. */
  private void bitField(Node place, Optional<MemberChain> chain, int start, int end) {
    if (chain.isPresent()
        && chain.get().arrows().size() == 1
        && chain.get().base().bare().is("DeclRefExpr")) {
      readChain("BPF_CORE_READ_BITFIELD_PROBED(", chain.get(), start, end);
    } else {
      work.error(start, end, "translate.bit-field", place.name());
    }
  }
}
