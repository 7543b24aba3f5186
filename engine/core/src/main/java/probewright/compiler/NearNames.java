package probewright.compiler;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names like one that is not there. */
final class NearNames {
  private static final int MOST = 3;

  /** Shorter names are parts of many. */
  private static final int LONG = 4;

  private NearNames() {}

  /** Those that differ in few letters, hold the name or are in it, the most like first. */
  static List<String> of(String name, Collection<String> candidates) {
    int most = Math.max(1, name.length() / 5);
    Map<String, Integer> distances = new HashMap<>();
    for (String candidate : candidates) {
      int distance = distance(name, candidate, most);
      boolean part =
          (name.length() > LONG && candidate.contains(name))
              || (candidate.length() > LONG && name.contains(candidate));
      if (distance <= most || part) {
        distances.put(candidate, Math.min(distance, most + 1));
      }
    }
    return distances.keySet().stream()
        .sorted(
            Comparator.<String>comparingInt(distances::get)
                .thenComparing(String::length)
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  /** Letters put in, left out or changed; more than {@code most} is any number above it. */
  private static int distance(String one, String other, int most) {
    if (Math.abs(one.length() - other.length()) > most) {
      return most + 1;
    }
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int corner = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = corner + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        corner = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
