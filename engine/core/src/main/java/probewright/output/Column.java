package probewright.output;

import java.util.Locale;
import probewright.btf.BtfType.Member;

/**
 * A column of an event table: a field of the struct a program submits.
 *
 * @param name the field's name in C
 * @param type its type as C spells it
 * @param numeric whether it holds a number, which is aligned to the right
 * @param width characters that most values need
 * @param member where it stands in the struct
 */
public record Column(String name, String type, boolean numeric, int width, Member member) {
  /** The text filled up to the column's width; longer text is left whole. */
  String pad(String text) {
    return String.format(Locale.ROOT, numeric ? "%" + width + "s" : "%-" + width + "s", text);
  }
}
