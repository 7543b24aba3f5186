package probewright.output;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import probewright.btf.Btf;
import probewright.btf.BtfType.Composite;
import probewright.btf.BtfType.Member;
import probewright.btf.Show;
import probewright.btf.Value;

/**
 * What a program wants of values of one type: which members to show in a way of their own.
 * Immutable and safe for many threads.
 */
public final class Shown {
  private static final List<String> PIDS = List.of("tgid", "pid");

  /** A member that was found: its bytes, from the start of the value. */
  private record Place(Show.Format format, String stacks, List<String> path, Bytes bytes) {}

  private record Bytes(long bit, int type, long size) {
    boolean areIn(byte[] value) {
      return size >= 0 && bit / 8 + size <= value.length;
    }

    byte[] of(byte[] value) {
      int at = (int) (bit / 8);
      return Arrays.copyOfRange(value, at, at + (int) size);
    }
  }

  private final Btf btf;
  private final List<Place> places;
  private final @Nullable Bytes pid;

  private Shown(Btf btf, List<Place> places, @Nullable Bytes pid) {
    this.btf = btf;
    this.places = List.copyOf(places);
    this.pid = pid;
  }

  /** Of a type, what is found in it. */
  static Shown of(Btf btf, int type, List<Show> shows) {
    List<Place> places = new ArrayList<>();
    for (Show show : shows) {
      find(btf, type, show)
          .ifPresent(
              bytes -> places.add(new Place(show.format(), show.stacks(), show.path(), bytes)));
    }
    Bytes pid =
        PIDS.stream()
            .flatMap(name -> find(btf, type, List.of(name), 0).stream())
            .filter(bytes -> bytes.size == 4)
            .findFirst()
            .orElse(null);
    return new Shown(btf, places, pid);
  }

  /** Whether a type has such a member, of a size that suits. */
  static boolean has(Btf btf, int type, Show show) {
    return find(btf, type, show).isPresent();
  }

  /** The names of a type's members. */
  static List<String> members(Btf btf, int type) {
    List<String> names = new ArrayList<>();
    if (btf.resolve(type) instanceof Composite composite) {
      for (Member member : composite.members()) {
        if (member.name().isEmpty()) {
          names.addAll(members(btf, member.type()));
        } else {
          names.add(member.name());
        }
      }
    }
    return names;
  }

  private static Optional<Bytes> find(Btf btf, int type, Show show) {
    return find(btf, type, show.path(), 0)
        .filter(bytes -> ShowText.suits(show.format(), bytes.size));
  }

  private static Optional<Bytes> find(Btf btf, int type, List<String> path, long bit) {
    if (path.isEmpty()) {
      return Optional.of(new Bytes(bit, btf.resolve(type).id(), btf.sizeOf(type)));
    }
    if (btf.resolve(type) instanceof Composite composite) {
      for (Member member : composite.members()) {
        long at = bit + member.bitOffset();
        if (member.name().isEmpty()) {
          Optional<Bytes> inner = find(btf, member.type(), path, at);
          if (inner.isPresent()) {
            return inner;
          }
        } else if (member.name().equals(path.get(0)) && member.bitFieldSize() == 0) {
          return find(btf, member.type(), path.subList(1, path.size()), at);
        }
      }
    }
    return Optional.empty();
  }

  boolean isEmpty() {
    return places.isEmpty();
  }

  /** Of which process a value speaks, -1 when it does not say. */
  int pid(byte[] bytes) {
    return pid != null && pid.areIn(bytes)
        ? ByteBuffer.wrap(pid.of(bytes)).order(btf.order()).getInt(0)
        : -1;
  }

  /** How a member of one name is shown as a whole. */
  Optional<Show.Format> format(String member) {
    return places.stream()
        .filter(place -> place.path.equals(List.of(member)))
        .map(Place::format)
        .findFirst();
  }

  /** The value with its members as they are wanted; what takes a target stays without one. */
  Value value(Value decoded, byte[] bytes, int process, @Nullable Symbols symbols) {
    return value(decoded, List.of(), bytes, process, symbols);
  }

  /** The same for the value of the member at a path. */
  Value value(
      Value decoded, List<String> member, byte[] bytes, int process, @Nullable Symbols symbols) {
    Value value = decoded;
    for (Place place : places) {
      if (place.path.size() >= member.size()
          && place.path.subList(0, member.size()).equals(member)) {
        Optional<Value> told = told(place, bytes, process, symbols);
        if (told.isPresent()) {
          List<String> rest = place.path.subList(member.size(), place.path.size());
          value = replaced(value, rest, told.get());
        }
      }
    }
    return value;
  }

  /** How the member at a place is shown, empty when it is as its type says. */
  Optional<Value> at(long bit, int type, byte[] bytes, int process, @Nullable Symbols symbols) {
    return places.stream()
        .filter(place -> place.bytes.bit == bit && place.bytes.type == type)
        .findFirst()
        .flatMap(place -> told(place, bytes, process, symbols));
  }

  private Optional<Value> told(Place place, byte[] bytes, int process, @Nullable Symbols symbols) {
    if (!place.bytes.areIn(bytes)) {
      return Optional.empty();
    }
    byte[] member = place.bytes.of(bytes);
    if (!place.format.isSymbolic()) {
      return Optional.of(ShowText.plain(place.format, member, btf.order()));
    }
    return symbols == null
        ? Optional.empty()
        : Optional.of(
            ShowText.symbolic(
                place.format,
                place.stacks,
                ByteBuffer.wrap(member).order(btf.order()),
                process,
                symbols));
  }

  private static Value replaced(Value value, List<String> path, Value told) {
    if (path.isEmpty()) {
      return told;
    }
    if (!(value instanceof Value.Fields fields)) {
      return value;
    }
    List<Value.Field> all = new ArrayList<>();
    for (Value.Field field : fields.fields()) {
      all.add(
          field.name().equals(path.get(0))
              ? new Value.Field(
                  field.name(), replaced(field.value(), path.subList(1, path.size()), told))
              : field);
    }
    return new Value.Fields(all);
  }
}
