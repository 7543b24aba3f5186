package probewright.output;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import probewright.btf.Btf;
import probewright.btf.MapTypes;
import probewright.btf.Show;

/**
 * What a program wants of a map's keys and values, and who names the addresses.
 *
 * @param symbols null where no target is there to tell
 */
public record MapShown(Shown key, Shown value, @Nullable Symbols symbols) {
  /** As the types say, but for what a program wants. */
  public static MapShown of(Btf btf, MapTypes types, List<Show> shows, @Nullable Symbols symbols) {
    List<Show> keys = new ArrayList<>();
    List<Show> values = new ArrayList<>();
    for (Show show : shows) {
      if (inKey(btf, types, show)) {
        keys.add(within("key", show));
      } else {
        values.add(within("value", show));
      }
    }
    return new MapShown(
        Shown.of(btf, types.key(), keys), Shown.of(btf, types.value(), values), symbols);
  }

  /** Whether key or value has such a member. */
  public static boolean has(Btf btf, MapTypes types, Show show) {
    return inKey(btf, types, show) || Shown.has(btf, types.value(), within("value", show));
  }

  /** What can be named: key and value, and the members of those that are structs. */
  public static List<String> members(Btf btf, MapTypes types) {
    List<String> names = new ArrayList<>(List.of("key", "value"));
    Shown.members(btf, types.key()).forEach(name -> names.add("key." + name));
    Shown.members(btf, types.value()).forEach(name -> names.add("value." + name));
    return names;
  }

  private static boolean inKey(Btf btf, MapTypes types, Show show) {
    return !show.path().get(0).equals("value") && Shown.has(btf, types.key(), within("key", show));
  }

  private static Show within(String side, Show show) {
    List<String> path = show.path();
    return path.get(0).equals(side)
        ? new Show(show.output(), path.subList(1, path.size()), show.format(), show.stacks())
        : show;
  }

  /** The process that an entry speaks of, -1 for none. */
  int pid(RawEntry entry, byte[] value) {
    int own = value().pid(value);
    return own < 0 ? key().pid(entry.key()) : own;
  }
}
