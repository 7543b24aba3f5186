package probewright.target;

import java.util.List;
import java.util.Optional;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.output.Health;
import probewright.output.RawEntry;
import probewright.output.Symbols;
import probewright.probes.Attachment;
import probewright.probes.PerfEvent;

/** A program at work. Closing it detaches, in reverse order, and ends the streams. */
public interface Attached extends AutoCloseable {
  /** The entries of a map as they are now, raw, in the kernel's order. */
  List<RawEntry> read(String map) throws ProblemException;

  /**
   * The value at a key, raw; empty when there is none. Of a queue or a stack, whose key is empty,
   * the value that would come out next; it stays where it is.
   */
  Optional<byte[]> lookup(String map, byte[] key) throws ProblemException;

  /**
   * The same, and the entry goes with it: what comes out of a queue or a stack. Hashes can from
   * Linux 5.14 on.
   */
  Optional<byte[]> take(String map, byte[] key) throws ProblemException;

  /** The entries, which are deleted with it; of a queue what it holds. Arrays refuse. */
  List<RawEntry> drain(String map) throws ProblemException;

  /**
   * Sets the value at a key, raw; a per-CPU map's is a row of a value for each possible CPU, each
   * filled up to 8 bytes. A queue or a stack, whose key is empty, gets one more value.
   */
  void update(String map, byte[] key, byte[] value) throws ProblemException;

  /** Sets many, in as few crossings as there are frames needed for them. */
  void update(String map, List<RawEntry> entries) throws ProblemException;

  /** Puts what is the kernel's into a map of its kind. */
  void insert(String map, byte[] key, MapReference what) throws ProblemException;

  /** Puts a map of the program into a map of maps. */
  default void insert(String map, byte[] key, String inner) throws ProblemException {
    insert(map, key, new MapReference.Inner(inner));
  }

  /**
   * Puts a counter for each CPU that is online into an array of perf events, at the CPU's number;
   * they count until the program is unloaded.
   */
  void count(String map, PerfEvent event) throws ProblemException;

  /** Deletes a key; one that is not there is no error. An array's cannot be deleted. */
  void delete(String map, byte[] key) throws ProblemException;

  /** Deletes many. */
  void delete(String map, List<byte[]> keys) throws ProblemException;

  /** bcc's {@code clear()}: deletes a hash's entries, sets an array's to zero. */
  void clear(String map) throws ProblemException;

  /** Names for the addresses that the program sends. */
  Symbols symbols();

  /**
   * Runs the iterator that a program is attached as: the text it wrote, 256 MiB at most. Until it
   * is detached, as often as one likes.
   */
  String iterate(String function) throws ProblemException;

  /**
   * Has the kernel count how often and how long programs run, or no longer; it ends with the run. A
   * kernel that does not (before 5.8), or does not for this agent, is told of and ends nothing.
   */
  Optional<Problem> countCosts(boolean on) throws ProblemException;

  /**
   * What the run takes of the target now; programs cost nothing unless it is counted. Once it is
   * detached these are the figures of its end.
   */
  Health health() throws ProblemException;

  /**
   * The probes at work, in the order in which they joined, those of the start among them; none once
   * it is detached. Each can be closed by itself, and attached again.
   */
  List<AttachedProbe> probes();

  /**
   * Attaches one more probe, until it is closed or all of it ends. Its function must have been
   * loaded: because it was attached at the start as well, or is one of {@link AttachOptions#later};
   * for fentry, fexit, fmod_ret, LSM, typed tracepoints and iterators at this very probe.
   */
  Outcome<AttachedProbe> attach(Attachment attachment) throws ProblemException;

  /**
   * Takes the probes off, in reverse order, and waits until the records that the kernel's buffers
   * held then have reached the listener, or have been counted as lost. Maps can still be read.
   * Takes some 2 seconds under a flood, 10 where the agent does not answer, and more where hundreds
   * of single kprobes end; calling it again does nothing.
   */
  void detach() throws ProblemException;

  /**
   * Ends it at once, within a second even under a flood, in 3 where the agent does not answer;
   * records still under way are dropped.
   */
  @Override
  void close();
}
