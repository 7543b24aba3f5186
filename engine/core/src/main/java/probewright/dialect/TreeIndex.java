package probewright.dialect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the functions, maps and structs of the program in the syntax tree. */
final class TreeIndex {
  private static final String KIND = "pw_kind_";
  private static final String SIZE = "pw_size_";
  private static final String MAP = "pw_map_";

  private final Translation work;
  private final Map<String, String> kinds = new HashMap<>();
  private final Map<String, Long> sizes = new HashMap<>();
  private final Map<String, Node> structs = new HashMap<>();

  private TreeIndex(Translation work) {
    this.work = work;
  }

  static void fill(Translation work, Node unit) {
    TreeIndex index = new TreeIndex(work);
    unit.children().forEach(index::declaration);
    unit.walk(
        node -> {
          if (node.is("FieldDecl")) {
            work.ownMembers.add(node.id());
            if (node.first().is("ConstantExpr") || node.first().is("IntegerLiteral")) {
              work.ownBitFields.add(node.id());
            }
          } else if (node.is("RecordDecl") && !node.children().isEmpty()) {
            work.ownTags.add(node.name());
          }
        });
  }

  private void declaration(Node node) {
    switch (node.kind()) {
      case "FunctionDecl" -> {
        if (node.last().is("CompoundStmt")) {
          List<Node> parameters =
              node.children().stream().filter(child -> child.is("ParmVarDecl")).toList();
          work.functions.add(new Function(node, node.last(), parameters));
        }
      }
      case "RecordDecl" -> structs.put(node.name(), node);
      case "EnumDecl" ->
          node.children().stream()
              .filter(constant -> constant.name().startsWith(SIZE))
              .forEach(this::size);
      case "VarDecl" -> {
        if (node.name().startsWith(KIND)) {
          String quoted = node.last().bare().value();
          kinds.put(node.name().substring(KIND.length()), quoted.replace("\"", ""));
        } else if (node.type().tag().equals(MAP + node.name())) {
          map(node);
        }
      }
      default -> {}
    }
  }

  private void size(Node constant) {
    String value = constant.first().value();
    if (value.matches("-?\\d+")) {
      sizes.put(constant.name().substring(SIZE.length()), Long.parseLong(value));
    }
  }

  private void map(Node node) {
    String name = node.name();
    Node struct = structs.get(MAP + name);
    if (struct == null) {
      return;
    }
    work.maps.put(
        name,
        new BpfMap(
            name,
            kinds.getOrDefault(name, ""),
            member(struct, "key"),
            member(struct, "leaf"),
            sizes.getOrDefault(name, 0L),
            node.begin(),
            null));
  }

  private static CType member(Node struct, String name) {
    return struct.children().stream()
        .filter(child -> child.is("FieldDecl") && child.name().equals(name))
        .map(Node::type)
        .findFirst()
        .orElse(CType.NONE);
  }
}
