package probewright.dialect;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import probewright.probes.format.TracepointFormat;

/**
 * The struct that a tracepoint's program gets: {@code struct tracepoint__CATEGORY__EVENT}. Every
 * field stands at the offset the kernel says, whatever its type is. A type that the kernel's BTF
 * does not have is a number or a pointer of the same size.
 */
final class TracepointStruct {
  /** The kernel keeps the first eight bytes of the record to itself. */
  private static final int HIDDEN = 8;

  private static final Pattern POINTER = Pattern.compile("(.*?)\\s*((?:\\*\\s*(?:const\\s*)?)+)");
  private static final Pattern QUALIFIER = Pattern.compile("\\b(?:const|volatile|__user)\\b\\s*");
  private static final Pattern TAGGED = Pattern.compile("(struct|union|enum) (\\w+)");

  /** The types that C itself has, by size; {@code long} is eight bytes wherever BPF runs. */
  private static final Map<String, Integer> BASIC =
      Map.ofEntries(
          Map.entry("char", 1),
          Map.entry("signed char", 1),
          Map.entry("unsigned char", 1),
          Map.entry("short", 2),
          Map.entry("unsigned short", 2),
          Map.entry("int", 4),
          Map.entry("unsigned int", 4),
          Map.entry("unsigned", 4),
          Map.entry("long", 8),
          Map.entry("unsigned long", 8),
          Map.entry("long long", 8),
          Map.entry("unsigned long long", 8));

  private final KernelTypes kernel;
  private final StringBuilder lines = new StringBuilder();
  private int reached = HIDDEN;
  private int gaps;

  private TracepointStruct(KernelTypes kernel) {
    this.kernel = kernel;
  }

  /** The struct's definition, with a line for each field. */
  static String write(String name, TracepointFormat format, KernelTypes kernel) {
    TracepointStruct struct = new TracepointStruct(kernel);
    struct.lines.append("struct ").append(name).append(" {\n\tu64 __do_not_use__;\n");
    for (TracepointFormat.Field field : format.fields()) {
      struct.add(field);
    }
    return struct.lines.append("};\n").toString();
  }

  private void add(TracepointFormat.Field field) {
    if (field.isCommon() || field.offset() < reached) {
      return;
    }
    fill(field.offset());
    Spelling spelling = spell(field);
    lines.append('\t').append(spelling.type);
    lines.append(spelling.type.endsWith("*") ? "" : " ");
    switch (field.place()) {
      case DATA_LOC -> lines.append("data_loc_");
      case REL_LOC -> lines.append("rel_loc_");
      case HERE -> {}
    }
    lines.append(field.name());
    if (hasDimension(field) || spelling.size != field.size()) {
      lines.append('[').append(field.size() / spelling.size).append(']');
    }
    boolean crooked = field.offset() % Math.min(spelling.size, 8) != 0;
    lines.append(crooked ? " __attribute__((packed));\n" : ";\n");
    reached = field.end();
  }

  private void fill(int offset) {
    if (offset > reached) {
      lines.append("\tchar __pad_").append(gaps++);
      lines.append('[').append(offset - reached).append("];\n");
    }
  }

  /** A type as it can be written here, with the size of one element. */
  private record Spelling(String type, int size) {}

  private static boolean hasDimension(TracepointFormat.Field field) {
    return !field.dimension().isEmpty();
  }

  private Spelling spell(TracepointFormat.Field field) {
    if (field.place() != TracepointFormat.Place.HERE) {
      return new Spelling("int", 4);
    }
    String plain = QUALIFIER.matcher(field.type()).replaceAll("").strip();
    Matcher pointer = POINTER.matcher(plain);
    if (pointer.matches()) {
      String stars = pointer.group(2).replaceAll("[^*]", "");
      String target = pointer.group(1);
      boolean known = target.equals("void") || TAGGED.matcher(target).matches() || isKnown(target);
      String constant = field.type().matches("\\s*const\\b.*") ? "const " : "";
      return new Spelling(constant + (known ? target : "void") + " " + stars, 8);
    }
    Integer basic = BASIC.get(plain);
    if (basic != null
        && (hasDimension(field) ? field.size() % basic == 0 : field.size() == basic)) {
      return new Spelling(plain, basic);
    }
    long size = kernel.sizeOf(plain);
    if (size > 0 && (hasDimension(field) ? field.size() % size == 0 : field.size() == size)) {
      return new Spelling(plain, (int) size);
    }
    boolean number =
        !hasDimension(field) && Integer.bitCount(field.size()) == 1 && field.size() <= 8;
    return number
        ? new Spelling((field.signed() ? "s" : "u") + 8 * field.size(), field.size())
        : new Spelling("u8", 1);
  }

  private boolean isKnown(String type) {
    return BASIC.containsKey(type) || kernel.sizeOf(type) > 0;
  }
}
