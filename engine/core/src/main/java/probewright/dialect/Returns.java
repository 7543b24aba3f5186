package probewright.dialect;

/** The returns of a {@code void} program: the kernel wants a number from every program. */
final class Returns {
  private Returns() {}

  static void rewrite(Function function, Translation work, Style style) {
    int start = function.node().begin().offset();
    for (int i = work.tokens.indexAt(start);
        work.tokens.at(i).start() < function.node().loc().offset();
        i++) {
      if (work.tokens.at(i).is("void")) {
        work.edits.replace(
            Rewrite.RETURN, work.tokens.at(i).start(), work.tokens.at(i).end(), "int");
        break;
      }
    }
    function.body().walk(node -> rewrite(node, work));
    int brace = function.body().end().offset();
    int line = work.source.lineStart(work.source.lineOf(brace));
    boolean alone = work.words(line, brace).isBlank();
    work.edits.open(Rewrite.RETURN, brace, alone ? style.indent() + "return 0;\n" : "return 0; ");
  }

  private static void rewrite(Node node, Translation work) {
    if (!node.is("ReturnStmt")) {
      return;
    }
    if (!node.begin().written()) {
      work.expand(node.begin());
    } else if (node.children().isEmpty()) {
      work.edits.close(Rewrite.RETURN, node.begin().end(), " 0");
    } else {
      // return f(); of a void f
      Tokens.Token semicolon = work.tokens.after(node.first().end().end());
      work.edits.replace(Rewrite.RETURN, node.begin().offset(), node.begin().end(), "{");
      work.edits.close(Rewrite.RETURN, semicolon.end(), " return 0; }");
    }
  }
}
