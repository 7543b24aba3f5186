package probewright.agent;

import java.util.ArrayList;
import java.util.List;
import probewright.agent.bpf.LoadedObject.Link;
import probewright.agent.wire.Body;

/** What one attach request made: links, and the pump of their streams. */
final class Run {
  private final List<Link> links = new ArrayList<>();
  private final Pump pump;

  Run(Outbox outbox, List<Source> sources, probewright.agent.bpf.Waiter waiter) {
    this.pump = new Pump(outbox, sources, waiter, this::takeOff);
  }

  /** Starts reading, which is before the first link is made. */
  void start() {
    pump.start();
  }

  synchronized void add(Link link) {
    links.add(link);
  }

  /** Closes all links, the newest first. From any thread; again does nothing. */
  synchronized void takeOff() {
    for (int i = links.size() - 1; i >= 0; i--) {
      links.get(i).close();
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
