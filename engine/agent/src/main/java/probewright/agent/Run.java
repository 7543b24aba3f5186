package probewright.agent;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import probewright.agent.bpf.Bpf;
import probewright.agent.bpf.Counting;
import probewright.agent.bpf.LoadedObject.Link;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;

/** What one attach request made: links, and the pump of their streams. */
final class Run {
  private record Attached(long number, String program, Link link) {}

  private final List<Attached> links = new ArrayList<>();
  private final List<Source> sources;
  private long lastNumber;
  private boolean over;
  private @Nullable Counting counting;
  private final Pump pump;

  private final int streams;
  private final int pages;

  /**
   * @param pages of all perf buffers, for each CPU
   */
  Run(Outbox outbox, List<Source> sources, probewright.agent.bpf.Waiter waiter, int pages) {
    this.sources = List.copyOf(sources);
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

  /** Keeps a link; one that comes after the end is closed at once. The number it is known by. */
  synchronized long add(String program, Link link) {
    lastNumber++;
    if (over) {
      link.close();
    } else {
      links.add(new Attached(lastNumber, program, link));
    }
    return lastNumber;
  }

  /** Closes some links, the newest first; those that are closed already are no error. */
  synchronized void release(long first, long count) {
    List<Link> ending = new ArrayList<>();
    for (int i = links.size() - 1; i >= 0; i--) {
      long number = links.get(i).number;
      if (number >= first && number - first < count) {
        ending.add(links.remove(i).link);
      }
    }
    Ending.end(ending);
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

  /**
   * Has the kernel count what programs cost, until {@link #stopCounting} or the end.
   *
   * @throws AgentException {@code health.no-statistics}
   */
  synchronized void count(Bpf bpf) throws AgentException {
    if (counting == null && !over) {
      counting = bpf.count();
    }
  }

  synchronized void stopCounting() {
    if (counting != null) {
      counting.close();
      counting = null;
    }
  }

  /** The streams, whose readers are the pump's: only how full they are is anybody's to ask. */
  List<Source> sources() {
    return sources;
  }

  /**
   * Closes all links, the newest first, and counts no more. From any thread; again does nothing.
   */
  synchronized void takeOff() {
    over = true;
    release(0, Long.MAX_VALUE);
    stopCounting();
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
