package probewright.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every word of the dialect is explained, in both languages. */
class VocabularyTest {
  private static Set<String> keys(String name) throws Exception {
    Properties properties = new Properties();
    try (InputStream in = VocabularyTest.class.getResourceAsStream(name)) {
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    assertThat(properties.values()).allSatisfy(v -> assertThat((String) v).isNotBlank());
    return properties.stringPropertyNames();
  }

  @Test
  void signaturesAndBothLanguagesSayTheSameWords() throws Exception {
    Set<String> signatures = keys("signatures.properties");
    assertThat(keys("words.properties")).isEqualTo(signatures);
    assertThat(keys("words_zh_CN.properties")).isEqualTo(signatures);
  }

  @Test
  void everyMapAndMethodOfTheAnalysisIsThere() throws Exception {
    String header;
    try (InputStream in =
        VocabularyTest.class.getResourceAsStream("/probewright/dialect/analysis/maps.h")) {
      header = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Set<String> known = keys("signatures.properties");
    Set<String> words = new TreeSet<>();
    Matcher macro = Pattern.compile("#define (BPF_\\w+)\\(").matcher(header);
    while (macro.find()) {
      words.add("map." + macro.group(1));
    }
    Matcher method = Pattern.compile("\\(\\*(\\w+)\\)\\(").matcher(header);
    while (method.find()) {
      words.add("method." + method.group(1));
    }
    assertThat(words).hasSizeGreaterThan(15);
    assertThat(known).containsAll(words);
  }
}
