package probewright.target;

import probewright.probes.Attachment;

/**
 * A probe, or the many that one spelling means, at work for a run. Closing it takes it off, the
 * others stay; again does nothing. It goes with its run. Safe for many threads.
 */
public interface AttachedProbe extends AutoCloseable {
  Attachment attachment();

  @Override
  void close();
}
