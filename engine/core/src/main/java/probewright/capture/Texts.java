package probewright.capture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Place;

/** Lists and places in a column of text: a JSON array, {@code FILE:LINE:COL-LINE:COL}. */
final class Texts {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern PLACE =
      Pattern.compile("(.*):(\\d{1,9}):(\\d{1,9})-(\\d{1,9}):(\\d{1,9})", Pattern.DOTALL);

  private Texts() {}

  static String array(List<String> texts) {
    StringWriter written = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(written)) {
      json.writeStartArray();
      for (String text : texts) {
        json.writeString(text);
      }
      json.writeEndArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException("a string does not refuse to be written", impossible);
    }
    return written.toString();
  }

  /**
   * @throws IllegalArgumentException when it is no such array
   */
  static List<String> list(String array) {
    List<String> texts = new ArrayList<>();
    try (JsonParser json = JSON.createParser(array)) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        throw new IllegalArgumentException(array);
      }
      for (String text = json.nextTextValue(); text != null; text = json.nextTextValue()) {
        texts.add(text);
      }
    } catch (IOException damaged) {
      throw new IllegalArgumentException(array, damaged);
    }
    return texts;
  }

  static @Nullable String place(@Nullable Place place) {
    return place == null ? null : place + "-" + place.endLine() + ":" + place.endColumn();
  }

  static @Nullable Place place(@Nullable String text) {
    Matcher place = PLACE.matcher(text == null ? "" : text);
    return place.matches()
        ? new Place(
            place.group(1),
            Integer.parseInt(place.group(2)),
            Integer.parseInt(place.group(3)),
            Integer.parseInt(place.group(4)),
            Integer.parseInt(place.group(5)))
        : null;
  }
}
