package probewright.language;

/**
 * What stands under a pointer.
 *
 * @param start of the word, UTF-16 offset
 * @param end exclusive
 * @param signature its declaration in C
 * @param documentation one line of help, empty where there is none
 * @param source where the facts are from, such as the kernel's types
 */
public record Hover(int start, int end, String signature, String documentation, String source) {}
