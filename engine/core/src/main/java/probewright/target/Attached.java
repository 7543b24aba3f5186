package probewright.target;

import java.util.List;
import java.util.Optional;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.output.Health;
import probewright.output.RawEntry;
import probewright.output.Symbols;

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
   * Sets the value at a key, raw; a per-CPU map's is a row of a value for each possible CPU, each
   * filled up to 8 bytes. A queue or a stack, whose key is empty, gets one more value.
   */
  void update(String map, byte[] key, byte[] value) throws ProblemException;

  /** Puts a map of the program into a map of maps. */
  void insert(String map, byte[] key, String inner) throws ProblemException;

  /** Deletes a key; one that is not there is no error. An array's cannot be deleted. */
  void delete(String map, byte[] key) throws ProblemException;

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
