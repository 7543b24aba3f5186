package probewright.btf;

/** The types of one kernel or object. */
public final class Btf {}
