package probewright.agent.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The payload of a control frame: a CBOR map from names to text, whole numbers, truth values,
 * bytes, and lists of texts or of further bodies. Immutable but for the bytes in it.
 */
public final class Body {
  static final CBORFactory CBOR = new CBORFactory();

  private final Map<String, Object> fields;

  private Body(Map<String, Object> fields) {
    this.fields = fields;
  }

  /** A body without fields, to be filled by {@link Builder#put}. */
  public static Builder with() {
    return new Builder();
  }

  /** Collects fields in order. */
  public static final class Builder {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private Builder() {}

    public Builder put(String name, String value) {
      fields.put(name, value);
      return this;
    }

    public Builder put(String name, long value) {
      fields.put(name, value);
      return this;
    }

    public Builder put(String name, boolean value) {
      fields.put(name, value);
      return this;
    }

    public Builder put(String name, byte[] value) {
      fields.put(name, value);
      return this;
    }

    public Builder put(String name, Body value) {
      fields.put(name, value);
      return this;
    }

    /** A list whose elements are all texts or all bodies. */
    public Builder put(String name, List<?> value) {
      fields.put(name, List.copyOf(value));
      return this;
    }

    /** All fields of another body. */
    public Builder putAll(Body other) {
      fields.putAll(other.fields);
      return this;
    }

    public Body done() {
      return new Body(new LinkedHashMap<>(fields));
    }
  }

  public boolean has(String name) {
    return fields.containsKey(name);
  }

  public String text(String name) throws MalformedFrameException {
    return get(name, String.class);
  }

  /** The text, empty when there is none of this name. */
  public Optional<String> optionalText(String name) throws MalformedFrameException {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  public long number(String name) throws MalformedFrameException {
    return get(name, Long.class);
  }

  /** A whole number between two bounds, both included. */
  public int number(String name, int from, int to) throws MalformedFrameException {
    long value = number(name);
    if (value < from || value > to) {
      throw new MalformedFrameException(name, value);
    }
    return (int) value;
  }

  public boolean flag(String name) throws MalformedFrameException {
    return get(name, Boolean.class);
  }

  public byte[] bytes(String name) throws MalformedFrameException {
    return get(name, byte[].class);
  }

  public Body body(String name) throws MalformedFrameException {
    return get(name, Body.class);
  }

  public List<String> texts(String name) throws MalformedFrameException {
    return elements(name, String.class);
  }

  public List<Body> bodies(String name) throws MalformedFrameException {
    return elements(name, Body.class);
  }

  private <T> List<T> elements(String name, Class<T> type) throws MalformedFrameException {
    List<T> result = new ArrayList<>();
    for (Object element : get(name, List.class)) {
      if (!type.isInstance(element)) {
        throw new MalformedFrameException(name, "element");
      }
      result.add(type.cast(element));
    }
    return result;
  }

  private <T> T get(String name, Class<T> type) throws MalformedFrameException {
    Object value = fields.get(name);
    if (!type.isInstance(value)) {
      throw new MalformedFrameException(name, value == null ? "absent" : "of another type");
    }
    return type.cast(value);
  }

  /** The CBOR of it. */
  public byte[] encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator generator = CBOR.createGenerator(out)) {
      write(generator, this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator generator, Object value) throws IOException {
    if (value instanceof Body body) {
      generator.writeStartObject(body, body.fields.size());
      for (Map.Entry<String, Object> field : body.fields.entrySet()) {
        generator.writeFieldName(field.getKey());
        write(generator, field.getValue());
      }
      generator.writeEndObject();
    } else if (value instanceof List<?> list) {
      generator.writeStartArray(list, list.size());
      for (Object element : list) {
        write(generator, element);
      }
      generator.writeEndArray();
    } else if (value instanceof String text) {
      generator.writeString(text);
    } else if (value instanceof Long number) {
      generator.writeNumber(number);
    } else if (value instanceof Boolean flag) {
      generator.writeBoolean(flag);
    } else if (value instanceof byte[] bytes) {
      generator.writeBinary(bytes);
    } else {
      throw new IllegalArgumentException(value.getClass().getName());
    }
  }

  /**
   * Reads the CBOR of a body that an agent sends.
   *
   * @throws MalformedFrameException when it is anything else, or beyond the {@link Limits}
   */
  public static Body decode(byte[] cbor) throws MalformedFrameException {
    return new BodyReader(cbor, Limits.WORDS).read();
  }

  /** The same for what an agent is sent, which has no long texts. */
  public static Body decodeRequest(byte[] cbor) throws MalformedFrameException {
    return new BodyReader(cbor, Limits.TEXT).read();
  }

  static Body of(Map<String, Object> fields) {
    return new Body(fields);
  }
}
