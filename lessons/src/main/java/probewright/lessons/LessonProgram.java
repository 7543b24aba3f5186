package probewright.lessons;

/**
 * A lesson's program.
 *
 * @param id the name bcc gave it, such as {@code bitehist}
 * @param file its file name
 * @param text its C source in bcc's dialect
 * @param workload a shell command for the practice VM that gives it something to see
 */
public record LessonProgram(String id, String file, String text, String workload) {}
