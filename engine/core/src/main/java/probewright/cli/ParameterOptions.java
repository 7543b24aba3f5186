package probewright.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options that give values to a program's named parameters: {@code --param NAME=VALUE}. */
final class ParameterOptions {
  private static final Pattern PARAMETER = Pattern.compile("([A-Za-z_]\\w*)=(.*)", Pattern.DOTALL);

  @Option(names = "--param", paramLabel = "NAME=VALUE")
  private List<String> parameters = new ArrayList<>();

  /**
   * The values by name.
   *
   * @throws UsageException when one is not of that form
   */
  Map<String, String> values(CommandLine line) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String spelling : parameters) {
      Matcher parameter = PARAMETER.matcher(spelling);
      if (!parameter.matches()) {
        throw new UsageException(line, "usage.value", "--param", spelling);
      }
      values.put(parameter.group(1), parameter.group(2));
    }
    return values;
  }
}
