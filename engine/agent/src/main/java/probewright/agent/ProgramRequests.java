package probewright.agent;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import probewright.agent.bpf.Bpf;
import probewright.agent.bpf.Bpf.Pin;
import probewright.agent.bpf.Bpf.ProgramSpec;
import probewright.agent.bpf.BpfMap;
import probewright.agent.bpf.EventReader;
import probewright.agent.bpf.LoadedObject;
import probewright.agent.bpf.ProbeSpec;
import probewright.agent.bpf.Waiter;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;
import probewright.agent.wire.Limits;
import probewright.agent.wire.MalformedFrameException;

/** Load, attach, detach, unload: the objects of one session. For one thread. */
final class ProgramRequests {
  private static final int DRAIN_MILLISECONDS = 1200;

  private final Bpf bpf;
  private final Outbox outbox;
  private final Map<Long, LoadedObject> objects = new HashMap<>();
  private final Map<Long, Run> runs = new ConcurrentHashMap<>();
  private final Map<Long, Long> objectOfRun = new HashMap<>();
  private long lastHandle;

  ProgramRequests(Bpf bpf, Outbox outbox) {
    this.bpf = bpf;
    this.outbox = outbox;
  }

  LoadedObject object(Body request) throws AgentException, MalformedFrameException {
    long handle = request.number("object");
    LoadedObject object = objects.get(handle);
    if (object == null) {
      throw new AgentException("agent.unknown-handle", handle);
    }
    return object;
  }

  Body load(Body request) throws AgentException, MalformedFrameException {
    within("limit.objects", objects.size() + 1, Limits.OBJECTS);
    List<ProgramSpec> programs = programs(request);
    List<Pin> pins = new ArrayList<>();
    List<Body> asked = request.has("pins") ? request.bodies("pins") : List.of();
    within("limit.pins", asked.size(), Limits.PINS);
    for (Body pin : asked) {
      pins.add(new Pin(pin.text("map"), pin.text("path")));
    }
    LoadedObject object = bpf.load(request.bytes("elf"), programs, pins);
    objects.put(++lastHandle, object);
    List<Body> maps = object.maps().stream().map(ProgramRequests::describe).toList();
    return Body.with().put("object", lastHandle).put("maps", maps).done();
  }

  static List<ProgramSpec> programs(Body request) throws AgentException, MalformedFrameException {
    List<ProgramSpec> programs = new ArrayList<>();
    within("limit.programs", request.bodies("programs").size(), Limits.PROGRAMS);
    for (Body program : request.bodies("programs")) {
      programs.add(
          new ProgramSpec(
              program.text("name"),
              program.optionalText("target").orElse(""),
              program.has("many") && program.flag("many")));
    }
    return programs;
  }

  private static Body describe(BpfMap map) {
    return Body.with()
        .put("name", map.name())
        .put("type", map.type())
        .put("keySize", map.keySize())
        .put("valueSize", map.valueSize())
        .put("maxEntries", map.maxEntries())
        .done();
  }

  Body unload(Body request) throws AgentException, MalformedFrameException {
    LoadedObject object = object(request);
    long handle = request.number("object");
    boolean ended = true;
    for (Map.Entry<Long, Long> run : List.copyOf(objectOfRun.entrySet())) {
      if (run.getValue() == handle) {
        ended &= end(run.getKey(), 0) != null;
      }
    }
    objects.remove(handle);
    closeObject(object, ended);
    return Body.with().done();
  }

  /**
   * Streams first, so that no event of the first probe is lost; then the probes in their order. To
   * a run that is there already, more probes are added. When one fails, a new run ends and an older
   * one stays as it is; {@code lenient} goes on and answers with those that {@code failed}.
   */
  Body attach(Body request) throws AgentException, MalformedFrameException {
    LoadedObject object = object(request);
    boolean added = request.has("run");
    boolean lenient = request.has("lenient") && request.flag("lenient");
    List<Body> probes = request.bodies("attachments");
    within("limit.probes-at-once", probes.size(), Limits.PROBES_AT_ONCE);
    Run run = added ? run(request) : open(object, request.bodies("streams"));
    if (!added) {
      run.start();
    }
    boolean attached = false;
    try {
      within("limit.probes", run.probes() + probes.size(), Limits.PROBES);
      Made made = attach(object, run, probes, lenient);
      attached = true;
      if (!added) {
        runs.put(++lastHandle, run);
        objectOfRun.put(lastHandle, request.number("object"));
      }
      long handle = added ? request.number("run") : lastHandle;
      return Body.with()
          .put("run", handle)
          .put("failed", made.failed)
          .put("first", made.first)
          .put("links", made.count)
          .done();
    } finally {
      if (!attached && !added) {
        endQuietly(run);
      }
    }
  }

  /** The links that were made have numbers one after the other. */
  private record Made(List<Body> failed, long first, long count) {}

  private static Made attach(LoadedObject object, Run run, List<Body> specs, boolean lenient)
      throws AgentException, MalformedFrameException {
    List<Body> failed = new ArrayList<>();
    long last = 0;
    for (int index = 0; index < specs.size(); index++) {
      Body spec = specs.get(index);
      String program = spec.text("program");
      ProbeSpec probe =
          new ProbeSpec(spec.text("kind"), spec.texts("parts"), BinaryRequests.pid(spec));
      try {
        last = run.add(program, object.attach(program, probe));
      } catch (AgentException e) {
        AgentException which = e.withFirst(index);
        if (!lenient) {
          throw which;
        }
        failed.add(which.body(0));
      }
    }
    long count = (long) specs.size() - failed.size();
    return new Made(failed, last - count + 1, count);
  }

  /** The object of {@code run}. */
  LoadedObject objectOfRun(Body request) throws AgentException, MalformedFrameException {
    long run = request.number("run");
    LoadedObject object = objects.get(objectOfRun.getOrDefault(run, -1L));
    if (object == null) {
      throw new AgentException("agent.unknown-handle", run);
    }
    return object;
  }

  Run run(Body request) throws AgentException, MalformedFrameException {
    long handle = request.number("run");
    Run run = runs.get(handle);
    if (run == null) {
      throw new AgentException("agent.unknown-handle", handle);
    }
    return run;
  }

  /** The text of an iterator of {@code run}, made anew by each call. */
  InputStream iterate(Body request) throws AgentException, MalformedFrameException {
    return run(request).iterate(request.text("program"));
  }

  private Run open(LoadedObject object, List<Body> specs)
      throws AgentException, MalformedFrameException {
    within("limit.runs", runs.size() + 1, Limits.RUNS);
    int streams = runs.values().stream().mapToInt(Run::streams).sum();
    within("limit.streams", streams + specs.size(), Limits.STREAMS);
    int pages = 0;
    for (Body spec : specs) {
      pages += spec.text("kind").equals("perf") ? pages(spec) : 0;
    }
    int allPages = runs.values().stream().mapToInt(Run::pages).sum() + pages;
    within("limit.perf-pages", allPages, Limits.ALL_PERF_PAGES);
    List<Source> sources = new ArrayList<>();
    boolean done = false;
    try {
      for (Body spec : specs) {
        int id = spec.number("id", 0, 65535);
        String name = spec.text("name");
        sources.add(new Source(id, name, reader(object, spec, name)));
      }
      List<EventReader> readers = sources.stream().map(Source::reader).toList();
      Waiter waiter = bpf.waiter(readers);
      done = true;
      return new Run(outbox, sources, waiter, pages);
    } finally {
      if (!done) {
        sources.forEach(source -> source.reader().close());
      }
    }
  }

  private EventReader reader(LoadedObject object, Body spec, String name)
      throws AgentException, MalformedFrameException {
    String kind = spec.text("kind");
    return switch (kind) {
      case "trace" -> bpf.traceReader();
      case "perf" -> object.perfReader(map(object, name), pages(spec));
      case "ring" -> object.ringReader(map(object, name));
      default -> throw new MalformedFrameException("kind", kind);
    };
  }

  private static int pages(Body spec) throws MalformedFrameException {
    int pages = spec.number("pages", 1, Limits.PERF_PAGES);
    if (Integer.bitCount(pages) != 1) {
      throw new MalformedFrameException("pages", pages);
    }
    return pages;
  }

  private static void within(String code, int count, int most) throws AgentException {
    if (count > most) {
      throw new AgentException(code, most);
    }
  }

  static BpfMap map(LoadedObject object, String name) throws AgentException {
    return object.maps().stream()
        .filter(map -> map.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AgentException("map.absent", name));
  }

  /** Answers with the losses that no batch has told. */
  Body detach(Body request) throws AgentException, MalformedFrameException {
    run(request);
    Run run = end(request.number("run"), request.flag("drain") ? DRAIN_MILLISECONDS : 0);
    List<Body> losses = run == null ? List.of() : run.untold();
    return Body.with().put("losses", losses).done();
  }

  /** Takes some of a run's links off; the others stay. */
  Body release(Body request) throws AgentException, MalformedFrameException {
    run(request).release(request.number("first"), request.number("links"));
    return Body.with().done();
  }

  /** The run, null when its thread is stuck and still has its readers. */
  private @Nullable Run end(long handle, int drainMilliseconds) throws AgentException {
    Run run = runs.remove(handle);
    objectOfRun.remove(handle);
    if (run == null) {
      throw new AgentException("agent.unknown-handle", handle);
    }
    try {
      return run.end(drainMilliseconds) ? run : null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private static boolean endQuietly(Run run) {
    try {
      return run.end(0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Takes all probes off. From any thread. */
  void takeOffAll() {
    runs.values().forEach(Run::takeOff);
  }

  /** All probes come off first, whatever else goes wrong after. */
  void closeAll() {
    takeOffAll();
    boolean ended = true;
    for (Run run : runs.values()) {
      ended &= endQuietly(run);
    }
    for (LoadedObject object : objects.values()) {
      closeObject(object, ended);
    }
    runs.clear();
    objectOfRun.clear();
    objects.clear();
  }

  /**
   * A stuck pump still reads this object's maps; they are let be rather than pulled from under it.
   */
  private static void closeObject(LoadedObject object, boolean readersClosed) {
    if (readersClosed) {
      object.close();
    } else {
      System.err.println("agent: a stream's reader is stuck; its maps stay");
    }
  }
}
