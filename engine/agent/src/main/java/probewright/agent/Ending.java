package probewright.agent;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import probewright.agent.bpf.LoadedObject.Link;

/**
 * Ends links. Each kprobe's end waits until every CPU has left it, some in the kernel one after the
 * other and some at once; so of many several are ended side by side.
 */
final class Ending {
  private static final int FEW = 8;
  private static final int SIDE_BY_SIDE = 8;

  private Ending() {}

  /** Ends them all, begun in the order given. */
  static void end(List<Link> links) {
    if (links.size() <= FEW) {
      links.forEach(Link::close);
      return;
    }
    Queue<Link> left = new ConcurrentLinkedQueue<>(links);
    Thread[] threads = new Thread[SIDE_BY_SIDE];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new Thread(() -> endSome(left), "ending");
      threads[i].start();
    }
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          // what is half ended cannot be left
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void endSome(Queue<Link> left) {
    for (Link link = left.poll(); link != null; link = left.poll()) {
      link.close();
    }
  }
}
