package probewright.dialect;

import java.util.List;
import java.util.function.Consumer;

/**
 * A node of clang's syntax tree: what the rules need of its JSON dump. Words are empty where the
 * dump has none.
 *
 * @param kind clang's class name, such as {@code MemberExpr}
 * @param name of a declaration or of a member
 * @param type as written, and with typedefs taken off its outermost layer
 * @param operation the opcode of an operator or the cast kind of a cast
 * @param target the id of the declaration that is referred to
 * @param targetName that declaration's name
 */
record Node(
    String id,
    String kind,
    String name,
    CType type,
    String operation,
    String value,
    String storage,
    boolean arrow,
    boolean inline,
    String target,
    String targetName,
    Spot loc,
    Spot begin,
    Spot end,
    List<Node> children) {

  boolean is(String what) {
    return kind.equals(what);
  }

  /** The first child, or this when there is none (half-typed text). */
  Node first() {
    return children.isEmpty() ? this : children.get(0);
  }

  Node last() {
    return children.isEmpty() ? this : children.get(children.size() - 1);
  }

  /** This without the brackets and implicit casts around it. */
  Node bare() {
    Node node = this;
    while ((node.is("ParenExpr") || node.is("ImplicitCastExpr") || node.is("ConstantExpr"))
        && node.children.size() == 1) {
      node = node.first();
    }
    return node;
  }

  /** This without brackets and casts of any kind around it. */
  Node core() {
    Node node = bare();
    while (node.is("CStyleCastExpr") && !node.children.isEmpty()) {
      node = node.last().bare();
    }
    return node;
  }

  /** Whether this goes into a struct or union without a name, which the text does not say. */
  boolean isAnonymousMember() {
    return is("MemberExpr") && (name.isEmpty() || name.startsWith("("));
  }

  /** Whether this is the reading of a value from memory, which clang makes explicit. */
  boolean isLoad() {
    return is("ImplicitCastExpr") && operation.equals("LValueToRValue");
  }

  /** The function or function pointer that is called, by name; empty when it is no plain name. */
  String callee() {
    Node callee = first().bare();
    return is("CallExpr") && callee.is("DeclRefExpr") ? callee.targetName : "";
  }

  /** Visits this and everything below it, parents first. */
  void walk(Consumer<Node> visitor) {
    visitor.accept(this);
    for (Node child : children) {
      child.walk(visitor);
    }
  }
}
