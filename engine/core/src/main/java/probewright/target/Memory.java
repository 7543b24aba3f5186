package probewright.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a process has in its memory, by the lines of {@code /proc/PID/maps}. Immutable. */
final class Memory {
  /**
   * A part of it.
   *
   * @param offset where in the file it begins
   * @param path the file's; empty for memory without one
   * @param file what the file is known by, whatever its paths
   */
  record Part(long start, long end, long offset, String path, String file) {
    /** As the maps write it. */
    String range() {
      return Long.toHexString(start) + "-" + Long.toHexString(end);
    }

    /** Whether it is of a file that stays what it is; runtimes put code into the others. */
    boolean isFile() {
      return path.startsWith("/")
          && !path.startsWith("//")
          && !path.startsWith("/memfd:")
          && !path.startsWith("/dev/")
          && !path.startsWith("/SYSV");
    }
  }

  private static final String DELETED = " (deleted)";

  private final List<Part> parts = new ArrayList<>();

  Memory(List<String> lines) {
    for (String line : lines) {
      String[] words = line.split(" +", 6);
      String[] range = words[0].split("-", -1);
      if (words.length >= 5 && range.length == 2) {
        String path = words.length < 6 ? "" : words[5];
        parts.add(
            new Part(
                Long.parseUnsignedLong(range[0], 16),
                Long.parseUnsignedLong(range[1], 16),
                Long.parseUnsignedLong(words[2], 16),
                path.endsWith(DELETED) ? path.substring(0, path.length() - DELETED.length()) : path,
                words[3] + " " + words[4] + " " + path));
      }
    }
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  Optional<Part> at(long address) {
    return parts.stream()
        .filter(part -> address - part.start >= 0 && address - part.end < 0)
        .findFirst();
  }
}
