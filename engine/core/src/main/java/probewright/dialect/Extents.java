package probewright.dialect;

import org.jspecify.annotations.Nullable;

/**
 * Where expressions stand in the user's text, also where macros had a hand in them. An expression
 * that begins or ends inside of a macro's body stands nowhere.
 */
final class Extents {
  private final Tokens tokens;
  private final Macros macros;

  Extents(Tokens tokens, Macros macros) {
    this.tokens = tokens;
    this.macros = macros;
  }

  /** Whether all signs of a place that is to be rewritten stand in the text. */
  boolean isWritten(Node place) {
    if (startOf(place) < 0 || endOf(place) < 0) {
      return false;
    }
    if (place.children().isEmpty()) {
      return true;
    }
    return switch (place.kind()) {
      case "MemberExpr" -> {
        Node holder = named(place);
        Node base = holder.first();
        while (base.is("MemberExpr") && sameMacro(base.end(), place.end())) {
          // both came out of one macro: sk->sk_family
          holder = named(base);
          base = holder.first();
        }
        yield endOf(base) >= 0
            && tokens.after(endOf(base)).is(holder.arrow() ? "->" : ".")
            && isBaseWritten(base);
      }
      case "ArraySubscriptExpr" ->
          endOf(place.first()) >= 0
              && tokens.after(endOf(place.first())).is("[")
              && isBaseWritten(place.first());
      case "UnaryOperator" -> isBaseWritten(place.first());
      case "ParenExpr" -> isBaseWritten(place.first());
      default -> true;
    };
  }

  /** The member itself or, where it is one of an anonymous struct's, the struct's own. */
  static Node named(Node member) {
    Node node = member;
    while (node.first().isAnonymousMember()) {
      node = node.first();
    }
    return node;
  }

  /** The same of what a place is made from, which may be the whole of a macro. */
  private boolean isBaseWritten(Node base) {
    Node node = base;
    while (node.is("ImplicitCastExpr") && node.children().size() == 1) {
      node = node.first();
    }
    return sameMacro(node.begin(), node.end()) || isWritten(node);
  }

  private static boolean sameMacro(Spot one, Spot other) {
    return one.origin() == Spot.Origin.BODY && other.inBodyAt(one.use());
  }

  /** The start of an expression, or -1. */
  int startOf(Node node) {
    Spot begin = node.begin();
    if (begin.origin() != Spot.Origin.BODY) {
      return begin.offset();
    }
    if (node.end().inBodyAt(begin.use())) {
      return -1;
    }
    Node whole = node;
    while (!whole.end().inBodyAt(begin.use()) && !whole.children().isEmpty()) {
      whole = whole.first();
    }
    boolean isAll = whole.end().inBodyAt(begin.use()) && whole.begin().inBodyAt(begin.use());
    return isAll && isClosed(whole) && macros.begins(begin) ? begin.use() : -1;
  }

  /** The end of an expression, exclusive, or -1. */
  int endOf(Node node) {
    Spot end = node.end();
    if (end.origin() != Spot.Origin.BODY) {
      return end.offset() < 0 ? -1 : end.end();
    }
    if (node.is("MemberExpr") && !node.begin().inBodyAt(end.use())) {
      // a member whose name came out of a macro: sk->sk_family
      Node holder = node;
      while (holder.first().is("MemberExpr") && sameMacro(holder.first().end(), end)) {
        holder = holder.first();
      }
      int sign = tokens.indexAt(Math.max(endOf(holder.first()), 0));
      boolean behind = tokens.at(sign).is("->") || tokens.at(sign).is(".");
      return behind && endOf(holder.first()) >= 0 ? tokens.at(sign + 1).end() : -1;
    }
    if (node.begin().inBodyAt(end.use())) {
      return isClosed(node) && macros.begins(node.begin()) && macros.ends(end)
          ? macros.endOfUse(end.use())
          : -1;
    }
    return node.children().isEmpty() ? -1 : endOf(node.last());
  }

  /** Whether an expression stays one whatever stands around it. */
  private static boolean isClosed(Node node) {
    Node bare = node;
    while (bare.is("ImplicitCastExpr") && bare.children().size() == 1) {
      bare = bare.first();
    }
    return switch (bare.kind()) {
      case "ParenExpr",
          "StmtExpr",
          "CallExpr",
          "DeclRefExpr",
          "MemberExpr",
          "ArraySubscriptExpr",
          "IntegerLiteral",
          "StringLiteral" ->
          true;
      default -> false;
    };
  }

  /** The spot of a macro to expand, so that an expression stands in the text. */
  static @Nullable Spot hidden(Node node) {
    if (node.begin().origin() == Spot.Origin.BODY) {
      return node.begin();
    }
    if (node.end().origin() == Spot.Origin.BODY) {
      return node.end();
    }
    if (node.begin().origin() == Spot.Origin.ARGUMENT) {
      // the macro puts its arguments together
      return new Spot(
          node.begin().use(), node.begin().use(), Spot.Origin.BODY, node.begin().use(), -1);
    }
    for (Node child : node.children()) {
      Spot found = hidden(child);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The token behind an expression. */
  Tokens.Token behind(Node node) {
    return tokens.after(endOf(node));
  }
}
