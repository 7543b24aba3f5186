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
  private final ProgramRequests programs;
  private final Map<Long, Cursor> cursors = new HashMap<>();
  private final Map<Long, LoadedObject> owners = new HashMap<>();
  private long lastCursor;

  MapRequests(ProgramRequests programs) {
    this.programs = programs;
  }

  /** {@code object} and {@code map} start a reading, {@code cursor} goes on with one. */
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
      cursors.put(handle, map(request).read());
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

  /** To {@code value}, or to {@code inner}: a map of the same object. */
  Body update(Body request) throws AgentException, MalformedFrameException {
    if (request.has("inner")) {
      BpfMap inner = ProgramRequests.map(programs.object(request), request.text("inner"));
      map(request).insert(request.bytes("key"), inner);
    } else {
      map(request).update(request.bytes("key"), request.bytes("value"));
    }
    return Body.with().done();
  }

  Body delete(Body request) throws AgentException, MalformedFrameException {
    map(request).delete(request.bytes("key"));
    return Body.with().done();
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
