package probewright.app.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The dark theme's roles are those of AtlantaFX's dark sheet, which is not loaded (THEME-1). */
class ControlsSheetTest {
  private static final Pattern DECLARATION = Pattern.compile("(-[a-z0-9-]+)\\s*:\\s*([^;]+);");
  private static final String THEMES = "/atlantafx/base/theme/primer-";

  @Test
  void theDarkRolesAreAtlantaFxs() throws IOException {
    Map<String, String> dark = roles(text(THEMES + "dark.css"), ".root");
    Map<String, String> light = roles(text(THEMES + "light.css"), ".root");
    Map<String, String> ours = roles(text("/probewright/app/controls.css"), ".root:dark");
    assertThat(dark.keySet()).isEqualTo(light.keySet());
    Map<String, String> differ = new LinkedHashMap<>(dark);
    differ.entrySet().removeIf(role -> role.getValue().equals(light.get(role.getKey())));
    differ.keySet().removeIf(name -> name.matches(".*-\\d"));
    assertThat(differ).hasSizeGreaterThan(20);
    assertThat(ours).containsAllEntriesOf(differ);
    assertThat(ours)
        .containsEntry("-color-accent-6", dark.get("-color-accent-6"))
        .containsEntry("-color-danger-6", dark.get("-color-danger-6"))
        .containsEntry("-color-base-1", dark.get("-color-base-6"))
        .containsEntry("-color-base-2", dark.get("-color-base-6"))
        .containsEntry("-color-success-5", dark.get("-color-success-6"));
  }

  @Test
  void theLightRulesTakeNoOtherGradesThanTheReplacedOnes() throws IOException {
    assertThat(grades(THEMES + "light.css"))
        .containsExactly(
            "-color-accent-6",
            "-color-base-1",
            "-color-base-2",
            "-color-danger-6",
            "-color-success-5");
    assertThat(grades(THEMES + "dark.css"))
        .containsExactly(
            "-color-accent-6",
            "-color-base-6",
            "-color-base-7",
            "-color-danger-6",
            "-color-success-6");
  }

  /** The grades of colours that rules behind the roles take. */
  private static Set<String> grades(String name) throws IOException {
    String text = text(name);
    Matcher grade =
        Pattern.compile("-color-(?:base|accent|success|warning|danger)-\\d")
            .matcher(text.substring(text.indexOf('}')));
    Set<String> grades = new TreeSet<>();
    while (grade.find()) {
      grades.add(grade.group());
    }
    return grades;
  }

  private static Map<String, String> roles(String text, String selector) {
    int from = text.indexOf(selector + " {");
    assertThat(from).as(selector).isNotNegative();
    Matcher role = DECLARATION.matcher(text.substring(from, text.indexOf('}', from)));
    Map<String, String> roles = new LinkedHashMap<>();
    while (role.find()) {
      roles.put(role.group(1), role.group(2));
    }
    return roles;
  }

  private static String text(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ControlsSheetTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
