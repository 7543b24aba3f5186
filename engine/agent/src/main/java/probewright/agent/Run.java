package probewright.agent;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import probewright.agent.bpf.LoadedObject.Link;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;

/** What one attach request made: links, and the pump of their streams. */
final class Run {
  private record Attached(String program, Link link) {}

  private final List<Attached> links = new ArrayList<>();
  private boolean over;
  private final Pump pump;

  private final int streams;
  private final int pages;

  /**
   * @param pages of all perf buffers, for each CPU
   */
  Run(Outbox outbox, List<Source> sources, probewright.agent.bpf.Waiter waiter, int pages) {
    this.pump = new Pump(outbox, sources, waiter, this::takeOff);
    this.streams = sources.size();
    this.pages = pages;
  }

  int streams() {
    return streams;
  }

  int pages() {
    return pages;
  }

  synchronized int probes() {
    return links.size();
  }

  /** Starts reading, which is before the first link is made. */
  void start() {
    pump.start();
  }

  /** Keeps a link; one that comes after the end is closed at once. */
  synchronized void add(String program, Link link) {
    if (over) {
      link.close();
    } else {
      links.add(new Attached(program, link));
    }
  }

  /**
   * Runs the iterator that a program is attached as.
   *
   * @throws AgentException {@code iter.absent}, {@code iter.failed}
   */
  synchronized InputStream iterate(String program) throws AgentException {
    for (Attached attached : links) {
      if (attached.program.equals(program)) {
        return attached.link.read();
      }
    }
    throw new AgentException("iter.absent", program);
  }

  /** Closes all links, the newest first. From any thread; again does nothing. */
  synchronized void takeOff() {
    over = true;
    for (int i = links.size() - 1; i >= 0; i--) {
      links.get(i).link.close();
    }
    links.clear();
  }

  /** Takes off and ends the streams; see {@link Pump#end}. */
  boolean end(long drainMilliseconds) throws InterruptedException {
    takeOff();
    return pump.end(drainMilliseconds);
  }

  List<Body> untold() {
    return pump.untold();
  }
}
