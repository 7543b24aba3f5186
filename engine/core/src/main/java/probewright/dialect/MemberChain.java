package probewright.dialect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A chain of members as libbpf's reading macros take it: {@code base->a.b->c[2]}.
 *
 * @param base the pointer it begins at
 * @param arrows the offsets of its arrows, in order
 * @param own whether a member on the way is of a struct that the program itself declares
 */
record MemberChain(Node base, List<Integer> arrows, boolean own) {
  /**
   * Goes down from a place to the pointer it begins at; empty when something on the way is not a
   * member, so that the chain cannot be told to the macros.
   *
   * @param work knows the program's own structs
   * @param goesOn whether a place on the way is to be read as the whole is
   */
  static Optional<MemberChain> of(
      Node place, Extents extents, Translation work, Predicate<Node> goesOn) {
    List<Integer> arrows = new ArrayList<>();
    boolean own = false;
    Node node = place;
    while (true) {
      own |= node.is("MemberExpr") && work.ownMembers.contains(node.target());
      if (node.is("MemberExpr") && node.arrow()) {
        Node pointer = node.first();
        Tokens.Token arrow = extents.behind(pointer);
        if (!arrow.is("->")) {
          return Optional.empty();
        }
        arrows.add(arrow.start());
        Node next = pointer.isLoad() ? pointer.first() : pointer;
        if (!next.is("MemberExpr") || !goesOn.test(next)) {
          Collections.reverse(arrows);
          return Optional.of(new MemberChain(pointer, arrows, own));
        }
        node = next;
      } else if (node.is("MemberExpr")) {
        node = node.first();
      } else if (node.is("ArraySubscriptExpr") && isPlainElement(node)) {
        node = Provenance.arrayOf(node).bare();
      } else {
        return Optional.empty();
      }
    }
  }

  /** An element of an array inside a struct, at an index that itself reads no member. */
  private static boolean isPlainElement(Node subscript) {
    Node array = Provenance.arrayOf(subscript);
    boolean[] reads = {false};
    Provenance.indexOf(subscript)
        .walk(node -> reads[0] |= node.isLoad() && !node.first().bare().is("DeclRefExpr"));
    Node inner = array.bare();
    return inner.type().isArray()
        && (inner.is("MemberExpr") || inner.is("ArraySubscriptExpr"))
        && !reads[0];
  }

  /** Whether the base looks into structs itself. */
  boolean baseLooksIntoStructs() {
    boolean[] looks = {false};
    base.walk(node -> looks[0] |= node.is("MemberExpr"));
    return looks[0];
  }
}
