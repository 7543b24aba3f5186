package probewright.btf;

/** The types of a map's key and value, as ids in the object's own BTF; 0 where the map has none. */
public record MapTypes(int key, int value) {}
