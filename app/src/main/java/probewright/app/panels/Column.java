package probewright.app.panels;

/**
 * A column of an event table.
 *
 * @param name the C field's
 * @param right whether its values are numbers and stand at the right
 */
public record Column(String name, boolean right) {}
