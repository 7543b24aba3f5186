package probewright.dialect;

/** Where expressions end in the user's text, also where macros had a hand in them. */
final class Extents {
  private final Tokens tokens;

  Extents(Tokens tokens) {
    this.tokens = tokens;
  }

  /**
   * The end of an expression, exclusive. A member whose name came out of a macro ({@code
   * sk->sk_family}) ends with that macro's name.
   */
  int endOf(Node node) {
    if (node.end().written()) {
      return node.end().end();
    }
    if (node.is("MemberExpr")) {
      int base = endOf(node.first());
      int index = tokens.indexAt(base);
      Tokens.Token next = tokens.at(index);
      return next.is("->") || next.is(".") ? tokens.at(index + 1).end() : base;
    }
    if (node.is("ImplicitCastExpr") || node.is("UnaryOperator") || node.is("CStyleCastExpr")) {
      return endOf(node.last());
    }
    return endOfUse(node.end());
  }

  /** The token behind an expression. */
  Tokens.Token behind(Node node) {
    return tokens.after(endOf(node));
  }

  /** The end of a macro's use, with its arguments. */
  private int endOfUse(Spot use) {
    int open = tokens.indexAt(use.end());
    int close = tokens.at(open).is("(") ? tokens.closing(open) : -1;
    return close < 0 ? Math.max(use.end(), 0) : tokens.at(close).end();
  }
}
