package probewright.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields of a tracepoint's record, as the {@code format} file of tracefs lists them.
 *
 * @param fields in the order of the record, the common ones first
 */
record TracepointFormat(List<Field> fields) {
  /** {@code field:TYPE NAME[COUNT]; offset:N; size:N; signed:N;} */
  private static final Pattern FIELD =
      Pattern.compile(
          "^\\s*field:(.+?)\\s*\\b(\\w+)\\s*((?:\\[[^\\]]*\\])*)\\s*;"
              + "\\s*offset:(\\d+);\\s*size:(\\d+);(?:\\s*signed:(\\d+);)?",
          Pattern.MULTILINE);

  private static final Pattern LOCATOR = Pattern.compile("__(data|rel)_loc\\s+(.*)");

  /**
   * A field of the record.
   *
   * @param type as the kernel's source spells it, without what makes an array of it
   * @param array whether it is an array
   * @param locator {@code data} or {@code rel} when the field says only where its bytes are,
   *     counted from the record's start or from the field's end; else empty
   * @param offset in bytes, from the record's start
   * @param size in bytes
   */
  record Field(
      String type,
      String name,
      boolean array,
      String locator,
      int offset,
      int size,
      boolean signed) {

    boolean isCommon() {
      return name.startsWith("common_");
    }

    int end() {
      return offset + size;
    }
  }

  static TracepointFormat parse(String text) {
    List<Field> fields = new ArrayList<>();
    Matcher matcher = FIELD.matcher(text);
    while (matcher.find()) {
      Matcher locator = LOCATOR.matcher(matcher.group(1));
      boolean located = locator.matches();
      fields.add(
          new Field(
              located ? locator.group(2) : matcher.group(1),
              matcher.group(2),
              !located && !matcher.group(3).isEmpty(),
              located ? locator.group(1) : "",
              Integer.parseInt(matcher.group(4)),
              Integer.parseInt(matcher.group(5)),
              "1".equals(matcher.group(6))));
    }
    return new TracepointFormat(List.copyOf(fields));
  }
}
