package probewright.btf;

/**
 * The types of a map's key and value, as ids in the object's own BTF; 0 where the map has none.
 *
 * @param layout how the bytes that are read for a key hold values of that type
 */
public record MapTypes(int key, int value, Layout layout) {
  /** How the bytes that are read for a key hold its values. */
  public enum Layout {
    /** One value. */
    ONE,
    /** A value for each possible CPU, each filled up to 8 bytes. */
    PER_CPU,
    /** An array of frames, of which the first that is zero ends the stack. */
    STACK
  }

  /** Of a map whose keys have one value. */
  public MapTypes(int key, int value) {
    this(key, value, Layout.ONE);
  }

  /** The same types in another layout. */
  public MapTypes in(Layout other) {
    return new MapTypes(key, value, other);
  }
}
