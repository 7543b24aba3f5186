package probewright.agent.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one body within the {@link Limits}. */
final class BodyReader {
  private final byte[] cbor;
  private final int longestText;
  private int values;

  BodyReader(byte[] cbor, int longestText) {
    this.cbor = cbor;
    this.longestText = longestText;
  }

  Body read() throws MalformedFrameException {
    try (JsonParser parser = Body.CBOR.createParser(cbor)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedFrameException("cbor", "no map");
      }
      Body body = body(parser, 1);
      if (parser.nextToken() != null) {
        throw new MalformedFrameException("cbor", "more than one value");
      }
      return body;
    } catch (MalformedFrameException e) {
      throw e;
    } catch (IOException e) {
      MalformedFrameException malformed =
          new MalformedFrameException("cbor", String.valueOf(e.getMessage()));
      malformed.initCause(e);
      throw malformed;
    }
  }

  private Body body(JsonParser parser, int depth) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      check("name", name.length(), Limits.NAME);
      if (fields.put(name, value(parser, parser.nextToken(), depth)) != null) {
        throw new MalformedFrameException("cbor", "twice " + name);
      }
      check("fields", fields.size(), Limits.FIELDS);
    }
    if (parser.currentToken() != JsonToken.END_OBJECT) {
      throw new MalformedFrameException("cbor", "truncated map");
    }
    return Body.of(fields);
  }

  private Object value(JsonParser parser, @Nullable JsonToken token, int depth) throws IOException {
    if (token == null) {
      throw new MalformedFrameException("cbor", "truncated");
    }
    check("values", ++values, Limits.VALUES);
    return switch (token) {
      case START_OBJECT -> body(parser, deeper(depth));
      case START_ARRAY -> list(parser, deeper(depth));
      case VALUE_STRING -> text(parser);
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_EMBEDDED_OBJECT -> parser.getBinaryValue();
      default -> throw new MalformedFrameException("cbor", token);
    };
  }

  private List<Object> list(JsonParser parser, int depth) throws IOException {
    List<Object> list = new ArrayList<>();
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      list.add(value(parser, next, depth));
    }
    return list;
  }

  private String text(JsonParser parser) throws IOException {
    String text = parser.getText();
    check("text", text.length(), longestText);
    return text;
  }

  private static int deeper(int depth) throws MalformedFrameException {
    check("depth", depth + 1, Limits.DEPTH);
    return depth + 1;
  }

  private static void check(String what, int found, int most) throws MalformedFrameException {
    if (found > most) {
      throw new MalformedFrameException(what, found);
    }
  }
}
