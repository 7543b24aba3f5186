package probewright.probes.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tracepoint's record, as the {@code format} file of tracefs tells it. Immutable.
 *
 * @param name the event's, without its category
 * @param id the number that the kernel knows the event by while it runs, 0 when not told
 * @param fields in the order of the record, the common ones first
 * @param print the print format as the file has it, a C string and its arguments; empty for none
 */
public record TracepointFormat(String name, int id, List<Field> fields, String print) {
  /** {@code field:TYPE NAME[COUNT]; offset:N; size:N; signed:N;} */
  private static final Pattern FIELD =
      Pattern.compile(
          "^\\s*field:(.+?)\\s*\\b(\\w+)\\s*((?:\\[[^\\]]*\\])*)\\s*;"
              + "\\s*offset:(\\d+);\\s*size:(\\d+);(?:\\s*signed:(\\d+);)?",
          Pattern.MULTILINE);

  private static final Pattern LOCATED =
      Pattern.compile("__(data|rel)_loc\\s+(.*?)\\s*(?:\\[\\])?");
  private static final Pattern NAME = Pattern.compile("^name: (\\S+)", Pattern.MULTILINE);
  private static final Pattern ID = Pattern.compile("^ID: (\\d{1,9})$", Pattern.MULTILINE);
  private static final String PRINT = "\nprint fmt: ";

  public TracepointFormat {
    fields = List.copyOf(fields);
  }

  /** Where a field's bytes are. */
  public enum Place {
    /** At its own offset. */
    HERE,
    /** {@code __data_loc}: the field says where, counted from the record's start. */
    DATA_LOC,
    /** {@code __rel_loc}: the field says where, counted from the field's own end. */
    REL_LOC
  }

  /**
   * A field of the record.
   *
   * @param type in C, as the kernel's source spells it, without what makes an array of it
   * @param dimension {@code [16]} of an array, as the file has it; empty for none
   * @param offset in bytes, from the record's start
   * @param size in bytes, of the whole field
   */
  public record Field(
      String type,
      String name,
      String dimension,
      Place place,
      int offset,
      int size,
      boolean signed) {

    /** Whether every record of every event has it. */
    public boolean isCommon() {
      return name.startsWith("common_");
    }

    /** Whether it holds many values of its type, here or elsewhere in the record. */
    public boolean isArray() {
      return !dimension.isEmpty() || place != Place.HERE;
    }

    /** Whether it is an address. */
    public boolean isPointer() {
      return type.endsWith("*") && !isArray();
    }

    /** Where the next field may begin. */
    public int end() {
      return offset + size;
    }

    /** In C, as the format file has it: {@code char prev_comm[16]}. */
    public String declaration() {
      String spelled =
          switch (place) {
            case HERE -> type;
            case DATA_LOC -> "__data_loc " + type + "[]";
            case REL_LOC -> "__rel_loc " + type + "[]";
          };
      return spelled + (spelled.endsWith("*") ? "" : " ") + name + dimension;
    }
  }

  /** Reads a format file. What is not there is left out; nothing in it is an error. */
  public static TracepointFormat parse(String text) {
    List<Field> fields = new ArrayList<>();
    Matcher matcher = FIELD.matcher(text);
    while (matcher.find()) {
      Matcher located = LOCATED.matcher(matcher.group(1));
      boolean elsewhere = located.matches();
      fields.add(
          new Field(
              elsewhere ? located.group(2) : matcher.group(1),
              matcher.group(2),
              elsewhere ? "" : matcher.group(3),
              !elsewhere
                  ? Place.HERE
                  : located.group(1).equals("data") ? Place.DATA_LOC : Place.REL_LOC,
              number(matcher.group(4)),
              number(matcher.group(5)),
              "1".equals(matcher.group(6))));
    }
    int print = text.indexOf(PRINT);
    return new TracepointFormat(
        first(NAME, text).orElse(""),
        first(ID, text).map(TracepointFormat::number).orElse(0),
        fields,
        print < 0 ? "" : text.substring(print + PRINT.length()).strip());
  }

  /** The field of a name. */
  public Optional<Field> field(String name) {
    return fields.stream().filter(field -> field.name.equals(name)).findFirst();
  }

  /** The fields that are the event's own. */
  public List<Field> ownFields() {
    return fields.stream().filter(field -> !field.isCommon()).toList();
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Beyond what a record can hold, all numbers are as good. */
  private static int number(String digits) {
    return digits.length() > 9 ? 0 : Integer.parseInt(digits);
  }
}
