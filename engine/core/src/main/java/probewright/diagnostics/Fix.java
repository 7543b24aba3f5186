package probewright.diagnostics;

/** An edit that mends a problem: replace what stands at {@code place} with {@code replacement}. */
public record Fix(Place place, String replacement) {}
