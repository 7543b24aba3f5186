package probewright.dialect;

import java.util.List;
import java.util.Map;
import probewright.probes.Attachment;

/**
 * A C source in bcc's dialect: the user's own text.
 *
 * @param file the name diagnostics carry
 * @param headers the texts of the files that it includes from its own folder, by the names it
 *     includes them by; {@link Translator#ownHeaders} tells which
 * @param parameters values for named parameters of the text
 * @param attachments those asked for beside the text (command line, picker), which come after those
 *     the text asks for
 */
public record Program(
    String file,
    String text,
    Map<String, String> headers,
    Map<String, String> parameters,
    List<Attachment> attachments) {
  public Program {
    headers = Map.copyOf(headers);
    parameters = Map.copyOf(parameters);
    attachments = List.copyOf(attachments);
  }

  /** A program of one file. */
  public Program(
      String file, String text, Map<String, String> parameters, List<Attachment> attachments) {
    this(file, text, Map.of(), parameters, attachments);
  }

  /** A program with nothing beside its text. */
  public static Program of(String file, String text) {
    return new Program(file, text, Map.of(), Map.of(), List.of());
  }
}
