package probewright.agent;

import java.util.HashMap;
import java.util.Map;
import probewright.agent.bpf.BpfMap;
import probewright.agent.bpf.BpfMap.Cursor;
import probewright.agent.bpf.BpfMap.Page;
import probewright.agent.bpf.LoadedObject;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;
import probewright.agent.wire.Limits;
import probewright.agent.wire.MalformedFrameException;

/** Reading and writing maps. Large ones are read page by page. For one thread. */
final class MapRequests {
  /** Smaller than a frame, whatever a key and a value have. */
  private static final int MOST_AT_ONCE = 1 << 23;

  private final ProgramRequests programs;
  private final Map<Long, Cursor> cursors = new HashMap<>();
  private final Map<Long, LoadedObject> owners = new HashMap<>();
  private long lastCursor;

  MapRequests(ProgramRequests programs) {
    this.programs = programs;
  }

  /**
   * {@code object} and {@code map} start a reading, {@code cursor} goes on with one; {@code drain}
   * deletes what it reads.
   */
  Body read(Body request) throws AgentException, MalformedFrameException {
    LoadedObject object = programs.object(request);
    long handle;
    if (request.has("cursor")) {
      handle = request.number("cursor");
    } else {
      if (cursors.size() >= Limits.READINGS) {
        throw new AgentException("limit.readings", Limits.READINGS);
      }
      handle = ++lastCursor;
      boolean draining = request.has("drain") && request.flag("drain");
      cursors.put(handle, draining ? map(request).drain() : map(request).read());
      owners.put(handle, object);
    }
    Cursor cursor = cursors.get(handle);
    if (cursor == null || owners.get(handle) != object) {
      throw new AgentException("agent.unknown-handle", handle);
    }
    boolean more = false;
    try {
      Page page = cursor.next();
      more = !page.last();
      return Body.with()
          .put("cursor", handle)
          .put("count", page.count())
          .put("keys", page.keys())
          .put("values", page.values())
          .put("last", page.last())
          .done();
    } finally {
      if (!more) {
        cursors.remove(handle);
        owners.remove(handle);
      }
    }
  }

  Body clear(Body request) throws AgentException, MalformedFrameException {
    map(request).clear();
    return Body.with().done();
  }

  /** {@code found}, and {@code value} when it is. */
  Body lookup(Body request) throws AgentException, MalformedFrameException {
    byte[] value = map(request).lookup(request.bytes("key"));
    return Body.with().put("found", value.length > 0).put("value", value).done();
  }

  /** The same, and the entry goes. */
  Body take(Body request) throws AgentException, MalformedFrameException {
    byte[] value = map(request).take(request.bytes("key"));
    return Body.with().put("found", value.length > 0).put("value", value).done();
  }

  /**
   * To {@code value}, {@code count} of them for as many keys; or to {@code inner}, a map, or {@code
   * program}, both of the same object; or to the control group at {@code group}; or to counters of
   * {@code type} and {@code config}.
   */
  Body update(Body request) throws AgentException, MalformedFrameException {
    BpfMap map = map(request);
    if (request.has("inner")) {
      BpfMap inner = ProgramRequests.map(programs.object(request), request.text("inner"));
      map.insert(request.bytes("key"), inner);
    } else if (request.has("program")) {
      programs.object(request).insertProgram(map, request.bytes("key"), request.text("program"));
    } else if (request.has("group")) {
      map.insertGroup(request.bytes("key"), request.text("group"));
    } else if (request.has("config")) {
      map.count(request.number("type", 0, Integer.MAX_VALUE), request.number("config"));
    } else {
      map.update(request.bytes("key"), request.bytes("value"), count(request));
    }
    return Body.with().done();
  }

  Body delete(Body request) throws AgentException, MalformedFrameException {
    map(request).delete(request.bytes("key"), count(request));
    return Body.with().done();
  }

  private static int count(Body request) throws MalformedFrameException {
    return request.has("count") ? request.number("count", 0, MOST_AT_ONCE) : 1;
  }

  /** Readings of an object that goes cannot be gone on with. */
  void forget(LoadedObject object) {
    owners.entrySet().removeIf(entry -> entry.getValue() == object);
    cursors.keySet().retainAll(owners.keySet());
  }

  private BpfMap map(Body request) throws AgentException, MalformedFrameException {
    return ProgramRequests.map(programs.object(request), request.text("map"));
  }
}
