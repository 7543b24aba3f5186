package probewright.app.editor.text;

/**
 * A run of characters of one colour.
 *
 * @param length in UTF-16 code units
 * @param style the style class, empty for plain text
 */
public record Span(int length, String style) {}
