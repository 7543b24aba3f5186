package probewright.target;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The names of code that a runtime made, as it wrote them down: lines {@code START SIZE NAME}, in
 * hexadecimal. Where code was made twice at one place the last counts. Immutable.
 */
final class PerfMap {
  record Code(long start, long size, String name) {}

  private final TreeMap<Long, Code> codes = new TreeMap<>();

  PerfMap(List<String> lines) {
    for (String line : lines) {
      String[] words = line.split(" +", 3);
      if (words.length == 3 && isNumber(words[0]) && isNumber(words[1])) {
        long start = number(words[0]);
        codes.put(start, new Code(start, number(words[1]), words[2].strip()));
      }
    }
  }

  private static boolean isNumber(String word) {
    return word.matches("(0x)?[0-9a-fA-F]{1,16}");
  }

  private static long number(String word) {
    return Long.parseUnsignedLong(word.startsWith("0x") ? word.substring(2) : word, 16);
  }

  Optional<Code> at(long address) {
    Map.Entry<Long, Code> floor = codes.floorEntry(address);
    return Optional.ofNullable(floor)
        .map(Map.Entry::getValue)
        .filter(code -> address - code.start < code.size);
  }
}
