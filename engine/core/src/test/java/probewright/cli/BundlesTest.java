package probewright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every word for people is there in both languages. */
class BundlesTest {
  private static final Path SOURCES = Path.of("src/main/java/probewright");

  /** A code and where it stands: {@code Problem.error(Stage.X, "code"}, {@code problem("code"}. */
  private static final Pattern CODE =
      Pattern.compile(
          "(?:Problem\\s*\\.\\s*error(?:At)?\\(|\\bproblem\\(|\\bof\\(|refused\\(|UsageException\\(|"
              + "warning\\(|\\berror\\(|code = |-> )[^;{}]*?\"((?:probe|target|file|cli|usage|attach|btf|vm|"
              + "translate|compile|agent|load|map|tracing|capture)\\.[a-z0-9-]+)\"");

  private static Properties bundle(String name) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = BundlesTest.class.getResourceAsStream("/probewright/" + name)) {
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return properties;
  }

  @ParameterizedTest
  @ValueSource(strings = {"diagnostics/messages", "cli/usage", "cli/words"})
  void bothLanguagesHaveTheSameKeysAndPlaceholders(String name) throws IOException {
    Properties english = bundle(name + ".properties");
    Properties chinese = bundle(name + "_zh_CN.properties");
    assertThat(chinese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      assertThat(english.getProperty(key)).as(key).isNotBlank();
      assertThat(holes(chinese.getProperty(key)))
          .as(key)
          .isEqualTo(holes(english.getProperty(key)));
      if (!name.equals("cli/usage")) {
        for (Properties bundle : List.of(english, chinese)) {
          assertThatCode(() -> new MessageFormat(bundle.getProperty(key)))
              .as(key)
              .doesNotThrowAnyException();
          // a lone quote swallows what follows it
          assertThat(bundle.getProperty(key).replace("''", "")).as(key).doesNotContain("'");
        }
      }
    }
  }

  /** What stands beside a Chinese letter is not ASCII; C in a sentence keeps its own. */
  @ParameterizedTest
  @ValueSource(strings = {"diagnostics/messages", "cli/usage", "cli/words", "language/words"})
  void chineseSentencesHaveTheirOwnPunctuation(String name) throws IOException {
    Pattern foreign = Pattern.compile("\\p{IsHan}[,;:!?()]|[,;:!?()]\\p{IsHan}");
    Properties chinese = bundle(name + "_zh_CN.properties");
    for (String key : chinese.stringPropertyNames()) {
      String prose = chinese.getProperty(key).replaceAll("\\w\\([^()]*\\)", "");
      assertThat(foreign.matcher(prose).find()).as(key + "=" + prose).isFalse();
    }
  }

  private static Set<String> holes(String pattern) {
    Set<String> holes = new TreeSet<>();
    Matcher matcher = Pattern.compile("\\{\\d+}|\\$\\{[A-Z-]+}").matcher(pattern);
    while (matcher.find()) {
      holes.add(matcher.group());
    }
    return holes;
  }

  /** The agent's limits come as they are. */
  @Test
  void everyLimitOfTheAgentHasItsSentence() throws IOException {
    Set<String> sentences = bundle("diagnostics/messages.properties").stringPropertyNames();
    Set<String> limits = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("../agent/src/main/java"))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
        Matcher matcher =
            Pattern.compile("\"(limit\\.[a-z-]+|stream\\.busy)\"").matcher(Files.readString(file));
        while (matcher.find()) {
          limits.add(matcher.group(1));
        }
      }
    }
    assertThat(limits).hasSizeGreaterThan(10);
    assertThat(sentences).containsAll(limits);
  }

  @Test
  void everyProblemOfTheCodeHasItsSentence() throws IOException {
    Set<String> sentences = bundle("diagnostics/messages.properties").stringPropertyNames();
    Set<String> used = new TreeSet<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Matcher matcher = CODE.matcher(Files.readString(file));
        while (matcher.find()) {
          used.add(matcher.group(1));
        }
      }
    }
    assertThat(used).hasSizeGreaterThan(60);
    assertThat(sentences).containsAll(used);
  }
}
