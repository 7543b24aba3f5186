package probewright.dialect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads what {@code clang -Xclang -ast-dump=json} prints. The dump leaves a location's file out
 * when it is the one before's, so it is read strictly in order.
 */
final class AstReader {
  /** The name clang gives to a program that it reads from its standard input. */
  private static final String MAIN_FILE = "<stdin>";

  /** Nodes inside nodes; the rules walk the tree by recursion. */
  private static final int DEEPEST = 1_000;

  /** An expression nests deeper than any that a person writes. */
  static final class TooDeep extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static final Pattern WORD = Pattern.compile("\\b[A-Za-z_]\\w*");

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              // a long chain of operators nests deeply; clang's own limit is 256 brackets
              StreamReadConstraints.builder().maxNestingDepth(100_000).build())
          .build();

  private final SourceText source;

  /** Whether the file that was named last is the program. */
  private boolean inMain;

  private int depth;

  /** The program's own names, by those that clang was told. */
  private final Map<String, String> names = new HashMap<>();

  private static final List<String> OF_MAPS =
      List.of("pw_kind_", "pw_path_", "pw_inner_", "pw_size_", "pw_flags_", "pw_map_");

  private AstReader(SourceText source, Map<String, String> renamed) {
    this.source = source;
    renamed.forEach(
        (own, told) -> {
          names.put(told, own);
          // the analysis names what it says of a map after it
          OF_MAPS.forEach(prefix -> names.put(prefix + told, prefix + own));
        });
  }

  /**
   * The translation unit.
   *
   * @param renamed the names that clang was told for some of the program's own
   */
  static Node read(byte[] json, SourceText source, Map<String, String> renamed) throws IOException {
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      return new AstReader(source, renamed).node(parser);
    }
  }

  private Node node(JsonParser in) throws IOException {
    if (++depth > DEEPEST) {
      throw new TooDeep();
    }
    String id = "";
    String kind = "";
    String name = "";
    CType type = CType.NONE;
    String operation = "";
    String value = "";
    String storage = "";
    boolean arrow = false;
    boolean inline = false;
    String target = "";
    String targetName = "";
    Spot loc = Spot.NOWHERE;
    Spot begin = Spot.NOWHERE;
    Spot end = Spot.NOWHERE;
    List<Node> children = List.of();
    for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
      in.nextToken();
      switch (field) {
        case "id" -> id = in.getText();
        case "kind" -> kind = in.getText();
        case "name" -> name = own(in.getText());
        case "type" -> type = type(in);
        case "opcode", "castKind" -> operation = in.getText();
        case "value" -> value = in.getText();
        case "storageClass" -> storage = in.getText();
        case "isArrow" -> arrow = in.getBooleanValue();
        case "inline" -> inline = in.getBooleanValue();
        case "referencedMemberDecl" -> target = in.getText();
        case "referencedDecl" -> {
          Node declaration = node(in);
          target = declaration.id();
          targetName = declaration.name();
        }
        case "loc" -> loc = spot(in);
        case "range" -> {
          for (String side = in.nextFieldName(); side != null; side = in.nextFieldName()) {
            boolean first = side.equals("begin");
            in.nextToken();
            Spot spot = spot(in);
            begin = first ? spot : begin;
            end = first ? end : spot;
          }
        }
        case "inner" -> children = children(in);
        default -> in.skipChildren();
      }
    }
    depth--;
    return new Node(
        id,
        kind,
        name,
        type,
        operation,
        value,
        storage,
        arrow,
        inline,
        target,
        targetName,
        loc,
        begin,
        end,
        children);
  }

  private List<Node> children(JsonParser in) throws IOException {
    List<Node> children = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      children.add(node(in));
    }
    return List.copyOf(children);
  }

  /** Words of clang's with the program's own names in them. */
  private String own(String words) {
    if (names.isEmpty()) {
      return words;
    }
    return WORD.matcher(words).replaceAll(word -> names.getOrDefault(word.group(), word.group()));
  }

  private CType type(JsonParser in) throws IOException {
    String written = "";
    String plain = "";
    for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
      in.nextToken();
      if (field.equals("qualType")) {
        written = own(in.getText());
      } else if (field.equals("desugaredQualType")) {
        plain = own(in.getText());
      } else {
        in.skipChildren();
      }
    }
    return new CType(written, plain.isEmpty() ? written : plain);
  }

  /** A location as the dump has it; offsets and lengths in bytes. */
  private static final class Bare {
    private int offset = -1;
    private int length;
    private boolean main;
    private boolean argument;
  }

  private Spot spot(JsonParser in) throws IOException {
    Bare own = new Bare();
    Bare spelling = own;
    Bare expansion = own;
    boolean file = false;
    for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
      in.nextToken();
      switch (field) {
        case "spellingLoc" -> spelling = bare(in);
        case "expansionLoc" -> expansion = bare(in);
        default -> file |= fill(own, field, in);
      }
    }
    own.main = inMain;
    if (spelling != own && expansion != own) {
      if (!expansion.main) {
        return Spot.NOWHERE;
      }
      int use = source.ofByte(expansion.offset);
      boolean argument = expansion.argument && spelling.main && spelling.offset > expansion.offset;
      int body = spelling.main ? source.ofByte(spelling.offset) : -1;
      return argument
          ? spot(spelling, Spot.Origin.ARGUMENT, use, -1)
          : spot(expansion, Spot.Origin.BODY, use, body);
    }
    return file && own.main
        ? spot(own, Spot.Origin.FILE, source.ofByte(own.offset), -1)
        : Spot.NOWHERE;
  }

  private Bare bare(JsonParser in) throws IOException {
    Bare bare = new Bare();
    for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
      in.nextToken();
      fill(bare, field, in);
    }
    bare.main = inMain;
    return bare;
  }

  /** Takes one field of a location; true when it was the offset. */
  private boolean fill(Bare bare, String field, JsonParser in) throws IOException {
    switch (field) {
      case "offset" -> {
        bare.offset = in.getIntValue();
        return true;
      }
      case "tokLen" -> bare.length = in.getIntValue();
      // the long names of others are not made texts of
      case "file" ->
          inMain = in.getTextLength() == MAIN_FILE.length() && in.getText().equals(MAIN_FILE);
      case "isMacroArgExpansion" -> bare.argument = in.getBooleanValue();
      default -> in.skipChildren();
    }
    return false;
  }

  private Spot spot(Bare bare, Spot.Origin origin, int use, int body) {
    int start = source.ofByte(bare.offset);
    return new Spot(start, source.ofByte(bare.offset + bare.length), origin, use, body);
  }
}
