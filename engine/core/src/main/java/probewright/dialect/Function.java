package probewright.dialect;

import java.util.List;

/** A function that the program defines. */
record Function(Node node, Node body, List<Node> parameters) {
  String name() {
    return node.name();
  }

  /** Whether it is a program of its own: bcc makes one of every function that others can see. */
  boolean isProgram() {
    return !node.storage().equals("static") && !node.inline();
  }

  boolean isVoid() {
    return node.type().plain().startsWith("void (");
  }
}
