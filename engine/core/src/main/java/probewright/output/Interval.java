package probewright.output;

/**
 * A row of a histogram.
 *
 * @param start the smallest value of the slot, unsigned
 * @param end the largest value of the slot, unsigned
 * @param count unsigned
 */
public record Interval(int slot, long start, long end, long count) {}
