package probewright.output;

/** An entry of a map as the kernel gave it: raw bytes in the target's byte order. */
public record RawEntry(byte[] key, byte[] value) {}
