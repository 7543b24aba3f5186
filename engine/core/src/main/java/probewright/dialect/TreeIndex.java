package probewright.dialect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the functions, maps and structs of the program in the syntax tree. */
final class TreeIndex {
  private static final String KIND = "pw_kind_";
  private static final String PATH = "pw_path_";
  private static final String INNER = "pw_inner_";
  private static final String SIZE = "pw_size_";
  private static final String FLAGS = "pw_flags_";
  private static final String MAP = "pw_map_";

  private static final Pattern NUMBER = Pattern.compile("-?\\d+");

  private final Translation work;

  /** Of the analysis' own variables and constants beside each map, by their name. */
  private final Map<String, String> texts = new HashMap<>();

  private final Map<String, Long> numbers = new HashMap<>();
  private final Map<String, Node> structs = new HashMap<>();
  private @Nullable Node lastStruct;

  private TreeIndex(Translation work) {
    this.work = work;
  }

  static void fill(Translation work, Node unit) {
    TreeIndex index = new TreeIndex(work);
    unit.children().forEach(index::declaration);
    unit.walk(
        node -> {
          // those of modules stand in a file before the program
          if (node.is("FieldDecl") && node.loc().origin() != Spot.Origin.ELSEWHERE) {
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
        Node body =
            node.children().stream()
                .filter(child -> child.is("CompoundStmt"))
                .findFirst()
                .orElse(null);
        if (body == null) {
          work.prototypes.add(node);
        } else {
          List<Node> parameters =
              node.children().stream().filter(child -> child.is("ParmVarDecl")).toList();
          String section = section(node);
          work.functions.add(
              new Function(node, body, parameters, section, isProgram(node, section)));
        }
      }
      case "RecordDecl" -> {
        structs.put(node.name(), node);
        lastStruct = node;
      }
      case "EnumDecl" ->
          node.children().stream()
              .filter(constant -> startsWithOne(constant.name(), SIZE, FLAGS))
              .forEach(this::number);
      case "VarDecl" -> {
        if (startsWithOne(node.name(), KIND, PATH, INNER)) {
          texts.put(node.name(), node.last().bare().value().replace("\"", ""));
        } else if (node.type().tag().equals(MAP + node.name())) {
          map(node);
        } else if (section(node).equals(".maps") && lastStruct != null) {
          // the struct of such a map has no name and stands right before it
          Node named = structs.get(node.type().tag());
          work.libbpfMaps.put(node, named == null ? lastStruct : named);
        }
      }
      default -> {}
    }
  }

  private static boolean startsWithOne(String name, String... prefixes) {
    return Stream.of(prefixes).anyMatch(name::startsWith);
  }

  /**
   * bcc makes a program of every function that others can see. To libbpf such a function without a
   * section is a subprogram, unless it is named or asked for as bcc's are.
   */
  private boolean isProgram(Node node, String section) {
    boolean visible = !node.storage().equals("static") && !node.inline();
    return !section.isEmpty()
        || (visible
            && (!work.libbpf
                || Naming.isConvention(node.name(), work)
                || work.asked.contains(node.name())));
  }

  /** What the declaration's {@code SEC("…")} says; the words are the text's, clang 14 has none. */
  private String section(Node declaration) {
    return declaration.children().stream()
        .filter(child -> child.is("SectionAttr"))
        .map(attribute -> work.tokens.indexAt(Math.max(attribute.begin().offset(), 0)))
        .filter(at -> work.tokens.at(at + 1).is("("))
        .map(at -> work.tokens.at(at + 2).text())
        .filter(quoted -> quoted.length() > 1 && quoted.startsWith("\""))
        .map(quoted -> quoted.substring(1, quoted.length() - 1))
        .findFirst()
        .orElse("");
  }

  private void number(Node constant) {
    Node value = constant.first();
    while (value.value().isEmpty() && !value.children().isEmpty()) {
      value = value.first();
    }
    if (NUMBER.matcher(value.value()).matches()) {
      numbers.put(constant.name(), Long.parseLong(value.value()));
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
