package probewright.agent.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that cannot be done. Travels as code and arguments; words are made at the other end.
 */
public final class AgentException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient List<String> arguments;
  private final @Nullable String raw;

  public AgentException(String code, Object... arguments) {
    this(code, null, List.of(arguments));
  }

  private AgentException(String code, @Nullable String raw, List<Object> arguments) {
    super(code + " " + arguments);
    this.code = code;
    this.raw = raw;
    this.arguments = arguments.stream().map(String::valueOf).toList();
  }

  /** With the untouched words of the verifier or of libbpf. */
  public static AgentException withRaw(String code, String raw, Object... arguments) {
    return new AgentException(code, raw, List.of(arguments));
  }

  /** What an error frame told. */
  public static AgentException of(Body error) throws MalformedFrameException {
    return new AgentException(
        error.text("code"),
        error.optionalText("raw").orElse(null),
        List.copyOf(error.texts("arguments")));
  }

  public String code() {
    return code;
  }

  public List<String> arguments() {
    return arguments;
  }

  /** The argument, empty when there are fewer. */
  public String argument(int index) {
    return index < arguments.size() ? arguments.get(index) : "";
  }

  /** The untouched words of the verifier or of libbpf, null when there are none. */
  public @Nullable String raw() {
    return raw;
  }

  /** The same with one more argument before the others. */
  public AgentException withFirst(Object argument) {
    List<Object> all = new ArrayList<>();
    all.add(argument);
    all.addAll(arguments);
    AgentException result = new AgentException(code, raw, all);
    result.initCause(this);
    return result;
  }

  /** The payload of the error frame that answers request {@code id}. */
  public Body body(long id) {
    Body.Builder body = Body.with().put("id", id).put("code", code).put("arguments", arguments);
    return (raw == null ? body : body.put("raw", raw)).done();
  }
}
