package probewright.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import probewright.app.words.Words;

/** The code's keys, the English words and the Chinese ones are the same set. */
class BundlesTest {
  private static final Pattern LITERAL = Pattern.compile("\"([a-z][a-z0-9]*(?:[.-][a-z0-9-]+)+)\"");

  /** Its words stand under {@code command.} and its id. */
  private static final Pattern COMMAND =
      Pattern.compile("Command\\s*\\.(?:of|ofPart|on)\\(\\s*(?:\\w+,\\s*)?\"([^\"]+)\"");

  private static final Pattern ASKED =
      Pattern.compile(
          "words\\s*\\.(?:get|of)\\(\\s*\"([^\"]+)\"|Island\\.label\\(\\s*words,\\s*\"([^\"]+)\"");

  @Test
  void bothLanguagesHaveTheSameKeys() throws IOException {
    assertThat(keys("messages_zh_CN.properties")).isEqualTo(keys("messages.properties"));
  }

  @Test
  void everyKeyStandsOnce() throws IOException {
    for (String name : List.of("messages.properties", "messages_zh_CN.properties")) {
      assertThat(
              Files.readAllLines(Path.of("src/main/resources/probewright/app", name)).stream()
                  .filter(line -> line.contains("=") && !line.startsWith("#"))
                  .map(line -> line.substring(0, line.indexOf('='))))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void everyKeyIsUsedAndEveryKeyUsedIsThere() throws IOException {
    Set<String> literals = new TreeSet<>();
    Set<String> asked = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        String text = Files.readString(file);
        Matcher literal = LITERAL.matcher(text);
        while (literal.find()) {
          literals.add(literal.group(1));
        }
        Matcher command = COMMAND.matcher(text);
        while (command.find()) {
          literals.add("command." + command.group(1));
          asked.add("command." + command.group(1));
        }
        Matcher question = ASKED.matcher(text);
        while (question.find()) {
          asked.add(question.group(1) == null ? question.group(2) : question.group(1));
        }
      }
    }
    Set<String> keys = keys("messages.properties");
    assertThat(keys).containsAll(asked);
    assertThat(literals).containsAll(keys);
  }

  @Test
  void allPatternsCanBeFilled() throws IOException {
    for (Locale locale : List.of(Locale.ENGLISH, Words.CHINESE)) {
      Words words = new Words(locale);
      for (String key : keys("messages.properties")) {
        assertThat(words.get(key, 1, 2, 3, 4)).isNotBlank().doesNotContain("{0}");
      }
    }
  }

  /** What stands beside a Chinese letter is not ASCII, but where a form to be typed is told. */
  @Test
  void chineseSentencesHaveTheirOwnPunctuation() throws IOException {
    Pattern foreign = Pattern.compile("\\p{IsHan}[,;:!?()]|[,;:!?()]\\p{IsHan}");
    Words words = new Words(Words.CHINESE);
    for (String key : keys("messages.properties")) {
      String prose = words.get(key).replaceAll("行:(列|偏移)", "");
      assertThat(foreign.matcher(prose).find()).as(key + "=" + prose).isFalse();
    }
  }

  private static Set<String> keys(String name) throws IOException {
    Properties read = new Properties();
    try (var in =
        Files.newBufferedReader(
            Path.of("src/main/resources/probewright/app", name), StandardCharsets.UTF_8)) {
      read.load(in);
    }
    return new TreeSet<>(read.stringPropertyNames());
  }
}
