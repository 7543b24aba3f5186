package probewright.app.assist;

import java.util.ArrayList;
import java.util.List;
import probewright.language.Signature;

/**
 * A signature cut at its active parameter.
 *
 * @param active empty for a call that has no such parameter
 */
record SignatureParts(String before, String active, String after) {
  static SignatureParts of(Signature signature) {
    String label = signature.label();
    List<Integer> starts = new ArrayList<>();
    int from = label.indexOf('(') + 1;
    for (String parameter : signature.parameters()) {
      int at = label.indexOf(parameter, from);
      if (at < 0) {
        return new SignatureParts(label, "", "");
      }
      starts.add(at);
      from = at + parameter.length();
    }
    int index = active(signature);
    if (index < 0) {
      return new SignatureParts(label, "", "");
    }
    int start = starts.get(index);
    int end = start + signature.parameters().get(index).length();
    return new SignatureParts(
        label.substring(0, start), label.substring(start, end), label.substring(end));
  }

  /** Beyond the last the dots at the end take what comes. */
  private static int active(Signature signature) {
    List<String> parameters = signature.parameters();
    if (signature.active() < parameters.size()) {
      return parameters.get(signature.active()).equals("void") ? -1 : signature.active();
    }
    int last = parameters.size() - 1;
    return last >= 0 && parameters.get(last).endsWith("...") ? last : -1;
  }
}
