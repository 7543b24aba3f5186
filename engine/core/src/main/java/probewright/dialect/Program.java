package probewright.dialect;

import java.util.List;
import java.util.Map;
import probewright.probes.Attachment;

/**
 * A C source in bcc's dialect: the user's own text.
 *
 * @param file the name diagnostics carry
 * @param parameters values for named parameters of the text
 * @param attachments those asked for beside the text (command line, picker), which come after those
 *     the text asks for
 */
public record Program(
    String file, String text, Map<String, String> parameters, List<Attachment> attachments) {
  public Program {
    parameters = Map.copyOf(parameters);
    attachments = List.copyOf(attachments);
  }

  /** A program with nothing beside its text. */
  public static Program of(String file, String text) {
    return new Program(file, text, Map.of(), List.of());
  }
}
