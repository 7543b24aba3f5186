package probewright.app.editor.text;

/**
 * A style over a part of a line.
 *
 * @param from its first column, counted from 0
 * @param to the column behind it
 * @param style the style class
 */
public record Piece(int from, int to, String style) {}
