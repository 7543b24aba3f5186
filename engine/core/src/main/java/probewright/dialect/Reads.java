package probewright.dialect;

import java.util.ArrayList;
import java.util.List;

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

  Reads(Translation work, Provenance provenance) {
    this.work = work;
    this.provenance = provenance;
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
      return;
    }
    node.children().forEach(this::rewrite);
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
      work.error(Math.max(target.begin().offset(), 0), endOf(target), "translate.kernel-write");
    }
  }

  private void read(Node place) {
    int start = place.begin().offset();
    if (!place.begin().written()) {
      work.error(place.begin(), "translate.macro-read");
      return;
    }
    int end = endOf(place);
    if (!work.first(start, end)) {
      return;
    }
    List<Integer> arrows = new ArrayList<>();
    Node base = chain(place, arrows);
    boolean fits = base != null && arrows.size() <= LONGEST_CHAIN && !bracketed(place, start);
    if (fits && isBitField(place)) {
      bitField(place, base, arrows, start, end);
    } else if (fits) {
      boolean own = place.is("MemberExpr") && touchesOwn(place, base);
      boolean plain = !own && !looksIntoStructs(base);
      work.edits.open(start, plain ? "BPF_CORE_READ(" : "BPF_PROBE_READ(");
      arrows.forEach(arrow -> work.edits.replace(arrow, arrow + 2, ", "));
      rewrite(base);
      work.edits.close(end, ")");
    } else {
      work.edits.open(start, "kread(");
      place.children().forEach(this::rewrite);
      work.edits.close(end, ")");
    }
  }

  /**
   * Goes down a chain of members to the pointer it begins at, noting where the arrows stand; null
   * when something on the way is not a member, so that the chain cannot be told to libbpf's macros.
   */
  private @org.jspecify.annotations.Nullable Node chain(Node place, List<Integer> arrows) {
    Node node = place;
    while (true) {
      if (node.is("MemberExpr") && node.arrow()) {
        Node pointer = node.first();
        if (!node.name().isEmpty() || written(node)) {
          Tokens.Token arrow = work.tokens.after(endOf(pointer));
          if (!arrow.is("->")) {
            return null;
          }
          arrows.add(0, arrow.start());
        }
        Node next = pointer.isLoad() ? pointer.first() : pointer;
        if (!next.is("MemberExpr") || !isForeign(next)) {
          return pointer;
        }
        node = next;
      } else if (node.is("MemberExpr")) {
        node = node.first();
      } else if (node.is("ArraySubscriptExpr") && isConstantIndex(node)) {
        node = Provenance.arrayOf(node).bare();
      } else {
        return null;
      }
      if (node.is("ParenExpr")) {
        return null;
      }
    }
  }

  /** Whether a member without a name has an arrow of its own in the text. */
  private boolean written(Node member) {
    return work.tokens.after(endOf(member.first())).is("->");
  }

  /** Element of an array inside a struct, at an index that itself reads nothing. */
  private boolean isConstantIndex(Node subscript) {
    Node array = Provenance.arrayOf(subscript).bare();
    Node index = subscript.first().type().isPointer() ? subscript.last() : subscript.first();
    boolean[] reads = {false};
    index.walk(node -> reads[0] |= node.isLoad() && isForeign(node.first().bare()));
    return array.type().isArray() && !reads[0];
  }

  private static boolean bracketed(Node place, int start) {
    return place.is("UnaryOperator") || start < 0;
  }

  private boolean isBitField(Node place) {
    return place.is("MemberExpr")
        && work.kernel.isBitField(place.first().type().tag(), place.name());
  }

  private void bitField(Node place, Node base, List<Integer> arrows, int start, int end) {
    if (arrows.size() != 1 || !base.bare().is("DeclRefExpr")) {
      work.error(start, end, "translate.bit-field", place.name());
      return;
    }
    work.edits.open(start, "BPF_CORE_READ_BITFIELD_PROBED(");
    work.edits.replace(arrows.get(0), arrows.get(0) + 2, ", ");
    work.edits.close(end, ")");
  }

  private boolean touchesOwn(Node place, Node base) {
    boolean[] own = {false};
    Node node = place;
    while (node != base && !node.children().isEmpty()) {
      own[0] |= node.is("MemberExpr") && work.ownMembers.contains(node.target());
      node = node.is("ArraySubscriptExpr") ? Provenance.arrayOf(node) : node.first();
    }
    return own[0];
  }

  private static boolean looksIntoStructs(Node base) {
    boolean[] looks = {false};
    base.walk(node -> looks[0] |= node.is("MemberExpr"));
    return looks[0];
  }

  /**
   * Where an expression ends in the text, exclusive. A member whose name came out of a macro
   * ({@code sk->sk_family}) ends with that macro's name.
   */
  private int endOf(Node node) {
    if (node.end().written()) {
      return node.end().end();
    }
    if (node.is("MemberExpr")) {
      int base = endOf(node.first());
      int index = work.tokens.indexAt(base);
      Tokens.Token next = work.tokens.at(index);
      return next.is("->") || next.is(".") ? work.tokens.at(index + 1).end() : base;
    }
    if (node.is("ImplicitCastExpr") || node.is("UnaryOperator") || node.is("CStyleCastExpr")) {
      return endOf(node.last());
    }
    return endOfUse(node.end());
  }

  /** The end of a macro's use, with its arguments. */
  private int endOfUse(Spot use) {
    int open = work.tokens.indexAt(use.end());
    int close = work.tokens.at(open).is("(") ? work.tokens.closing(open) : -1;
    return close < 0 ? Math.max(use.end(), 0) : work.tokens.at(close).end();
  }
}
