package probewright.dialect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The C texts that stand beside the classes. */
final class Resources {
  /** An item a line; what else there is to take from comes behind. */
  static final String CONSTANTS = "library/constants.h";

  /** Headers of packets and the numbers in them. */
  static final String PACKETS = "library/packets.h";

  /** What an expanded program takes what it needs from, in this order. */
  static final List<String> LIBRARY =
      List.of(
          "library/conditions.h",
          "library/inlines.h",
          PACKETS,
          "library/kernel.h",
          "library/maps.h",
          "library/reads.h",
          "library/functions.h");

  private static final Pattern BODY = Pattern.compile("\\n\\{\\n(?s:.*?)\\n\\}\\n");

  private Resources() {}

  /** What clang reads before the program when it is analysed, behind the kernel's types. */
  static String analysisHeader() {
    Stream<String> whole =
        Stream.of(
                "analysis/functions.h",
                "analysis/maps.h",
                CONSTANTS,
                "library/conditions.h",
                "library/reads.h",
                "library/inlines.h",
                PACKETS)
            .map(Resources::text);
    return Stream.concat(whole, Stream.of(announced(text("library/kernel.h"))))
        .collect(Collectors.joining("\n"));
  }

  /** What functions are called and take, without what they do: kernels differ in that. */
  private static String announced(String functions) {
    return BODY.matcher(functions).replaceAll(";\n").replace("static __always_inline ", "");
  }

  static String text(String name) {
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
