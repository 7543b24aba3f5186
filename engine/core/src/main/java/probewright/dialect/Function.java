package probewright.dialect;

import java.util.List;

/**
 * A function that the program defines.
 *
 * @param section the name in its {@code SEC("…")}, empty when it has none
 * @param isProgram whether it is a program of its own and not a helper of others
 */
record Function(Node node, Node body, List<Node> parameters, String section, boolean isProgram) {
  String name() {
    return node.name();
  }

  boolean isVoid() {
    return node.type().plain().startsWith("void (");
  }

  /** Whether the program says by {@code SEC("…")} what it is, so that it stays as it stands. */
  boolean isLibbpf() {
    return !section.isEmpty();
  }
}
