package probewright.dialect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the functions, maps and structs of the program in the syntax tree. */
final class TreeIndex {
  private static final String KIND = "pw_kind_";
  private static final String PATH = "pw_path_";
  private static final String INNER = "pw_inner_";
  private static final String SIZE = "pw_size_";
  private static final String FLAGS = "pw_flags_";
  private static final String MAP = "pw_map_";

  private final Translation work;

  /** Of the analysis' own variables and constants beside each map, by their name. */
  private final Map<String, String> texts = new HashMap<>();

  private final Map<String, Long> numbers = new HashMap<>();
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
              .filter(constant -> constant.name().matches("(?:" + SIZE + "|" + FLAGS + ").*"))
              .forEach(this::number);
      case "VarDecl" -> {
        if (node.name().matches("(?:" + KIND + "|" + PATH + "|" + INNER + ").*")) {
          texts.put(node.name(), node.last().bare().value().replace("\"", ""));
        } else if (node.type().tag().equals(MAP + node.name())) {
          map(node);
        }
      }
      default -> {}
    }
  }

  private void number(Node constant) {
    String value = constant.first().value();
    if (value.matches("-?\\d+")) {
      numbers.put(constant.name(), Long.parseLong(value));
    }
  }

  private void map(Node node) {
    String name = node.name();
    Node struct = structs.get(MAP + name);
    if (struct == null) {
      return;
    }
    String word = texts.getOrDefault(KIND + name, "");
    MapKind kind = MapKind.of(word).orElse(MapKind.HASH);
    if (word.equals("extern")) {
      work.error(node.begin(), "translate.map-extern", name);
    } else if (MapKind.of(word).isEmpty()) {
      work.error(node.begin(), "translate.map-kind", word, String.join(", ", MapKind.words()));
    }
    work.maps.put(
        name,
        new BpfMap(
            name,
            kind,
            member(struct, "key"),
            member(struct, "leaf"),
            numbers.getOrDefault(SIZE + name, 0L),
            numbers.getOrDefault(FLAGS + name, 0L) & 0xffff_ffffL,
            texts.getOrDefault(PATH + name, ""),
            texts.getOrDefault(INNER + name, ""),
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
