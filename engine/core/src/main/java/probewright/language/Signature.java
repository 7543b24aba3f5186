package probewright.language;

import java.util.List;

/**
 * The call that a cursor is in.
 *
 * @param label the whole signature in C
 * @param parameters the parameters' texts, in order
 * @param active the parameter that the cursor is in, from 0; beyond the last for too many
 * @param documentation one line of help, empty where there is none
 */
public record Signature(String label, List<String> parameters, int active, String documentation) {
  public Signature {
    parameters = List.copyOf(parameters);
  }
}
