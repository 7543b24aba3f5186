package probewright.target;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;
import probewright.agent.wire.MalformedFrameException;
import probewright.agent.wire.Protocol;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.output.RawEntry;
import probewright.probes.PerfEvent;

/** The maps of an object that the agent holds; see {@link Attached} for what each does. */
final class AgentMaps {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Of keys and values in one request, well below what a frame may have. */
  private static final int FRAME = 4 << 20;

  private final AgentClient client;
  private final long object;

  AgentMaps(AgentClient client, long object) {
    this.client = client;
    this.object = object;
  }

  List<RawEntry> read(String map) throws ProblemException {
    return read(map, false);
  }

  List<RawEntry> drain(String map) throws ProblemException {
    return read(map, true);
  }

  private List<RawEntry> read(String map, boolean drain) throws ProblemException {
    List<RawEntry> entries = new ArrayList<>();
    Body.Builder request = Body.with().put("object", object).put("map", map).put("drain", drain);
    try {
      boolean last = false;
      while (!last) {
        Body page = client.request(Protocol.MAP_READ, request.done(), PATIENCE);
        collect(page, entries);
        last = page.flag("last");
        request = Body.with().put("object", object).put("cursor", page.number("cursor"));
      }
    } catch (AgentException e) {
      throw refused(map, e);
    } catch (MalformedFrameException e) {
      throw AgentFiles.malformed(e);
    }
    return entries;
  }

  private static void collect(Body page, List<RawEntry> entries) throws MalformedFrameException {
    byte[] keys = page.bytes("keys");
    byte[] values = page.bytes("values");
    // a queue has values without keys
    int count = page.number("count", 0, Math.max(keys.length, values.length));
    if (count == 0) {
      return;
    }
    int key = keys.length / count;
    int value = values.length / count;
    for (int i = 0; i < count; i++) {
      entries.add(
          new RawEntry(
              Arrays.copyOfRange(keys, i * key, (i + 1) * key),
              Arrays.copyOfRange(values, i * value, (i + 1) * value)));
    }
  }

  void clear(String map) throws ProblemException {
    ask(Protocol.MAP_CLEAR, map, Body.with());
  }

  Optional<byte[]> lookup(String map, byte[] key) throws ProblemException {
    return found(Protocol.MAP_LOOKUP, map, key);
  }

  Optional<byte[]> take(String map, byte[] key) throws ProblemException {
    return found(Protocol.MAP_TAKE, map, key);
  }

  private Optional<byte[]> found(String operation, String map, byte[] key) throws ProblemException {
    try {
      Body reply = ask(operation, map, Body.with().put("key", key));
      return reply.flag("found") ? Optional.of(reply.bytes("value")) : Optional.empty();
    } catch (MalformedFrameException e) {
      throw AgentFiles.malformed(e);
    }
  }

  void update(String map, byte[] key, byte[] value) throws ProblemException {
    ask(Protocol.MAP_UPDATE, map, Body.with().put("key", key).put("value", value));
  }

  void update(String map, List<RawEntry> entries) throws ProblemException {
    for (List<RawEntry> some :
        frames(entries, entry -> entry.key().length + entry.value().length)) {
      ask(
          Protocol.MAP_UPDATE,
          map,
          Body.with()
              .put("key", joined(some.stream().map(RawEntry::key).toList()))
              .put("value", joined(some.stream().map(RawEntry::value).toList()))
              .put("count", some.size()));
    }
  }

  void delete(String map, List<byte[]> keys) throws ProblemException {
    for (List<byte[]> some : frames(keys, key -> key.length)) {
      ask(Protocol.MAP_DELETE, map, Body.with().put("key", joined(some)).put("count", some.size()));
    }
  }

  /** As many at once as a frame has room for. */
  private static <T> List<List<T>> frames(List<T> all, ToIntFunction<T> size) {
    List<List<T>> frames = new ArrayList<>();
    int from = 0;
    long bytes = 0;
    for (int i = 0; i < all.size(); i++) {
      bytes += size.applyAsInt(all.get(i));
      if (bytes > FRAME) {
        frames.add(all.subList(from, Math.max(i, from + 1)));
        from = Math.max(i, from + 1);
        bytes = size.applyAsInt(all.get(i));
      }
    }
    if (from < all.size()) {
      frames.add(all.subList(from, all.size()));
    }
    return frames;
  }

  private static byte[] joined(List<byte[]> parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }

  void insert(String map, byte[] key, MapReference what) throws ProblemException {
    Body.Builder request = Body.with().put("key", key);
    if (what instanceof MapReference.Inner inner) {
      request.put("inner", inner.map());
    } else if (what instanceof MapReference.Function function) {
      request.put("program", function.name());
    } else if (what instanceof MapReference.ControlGroup group) {
      request.put("group", group.path());
    }
    ask(Protocol.MAP_UPDATE, map, request);
  }

  void count(String map, PerfEvent event) throws ProblemException {
    ask(
        Protocol.MAP_UPDATE,
        map,
        Body.with().put("type", event.type()).put("config", event.config()));
  }

  void delete(String map, byte[] key) throws ProblemException {
    ask(Protocol.MAP_DELETE, map, Body.with().put("key", key));
  }

  private Body ask(String operation, String map, Body.Builder request) throws ProblemException {
    try {
      return client.request(
          operation, request.put("object", object).put("map", map).done(), PATIENCE);
    } catch (AgentException e) {
      throw refused(map, e);
    }
  }

  private static ProblemException refused(String map, AgentException e) {
    Problem problem =
        switch (e.code()) {
          case "map.absent", "map.opaque" -> Problem.error(Stage.STREAM, e.code(), map);
          case "map.wrong-size" ->
              Problem.error(Stage.STREAM, e.code(), map, e.argument(1), e.argument(2));
          case "load.no-program" ->
              Problem.error(Stage.STREAM, "attach.not-loaded", e.argument(0), "");
          case "map.too-large" -> Problem.error(Stage.STREAM, e.code(), map, e.argument(1));
          case "map.failed" ->
              Problem.error(Stage.STREAM, "map.failed", map, Errno.words(e.argument(1)));
          default -> AgentFiles.refused(Stage.STREAM, e);
        };
    return new ProblemException(problem, e);
  }
}
