package probewright.output;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Names for addresses, of the target that a run is on. Calls may block on the wire; they never
 * fail: what cannot be found out is an unknown frame with the reason. Safe for many threads.
 */
public interface Symbols {
  /** A place in the kernel. */
  Frame kernel(long address);

  /**
   * A place in a process.
   *
   * @param pid of the process, or of a thread of it; -1 when it is not known
   */
  Frame user(int pid, long address);

  /**
   * The addresses of a stack, the innermost first; none when the map has none of that number.
   *
   * @param map a map of stack traces
   */
  List<Long> stack(String map, long number);

  /** Where the kernel's function of a name begins; empty when there is none, or it is hidden. */
  default OptionalLong address(String name) {
    return OptionalLong.empty();
  }

  /** In which words an unknown frame's reason is told in texts for people. */
  default FrameWords words() {
    return FrameWords.english();
  }

  /** The same names, with reasons in a person's language. */
  default Symbols in(Locale locale) {
    return new SpokenSymbols(this, new FrameWords(locale));
  }

  /** Where nothing is known but the addresses. */
  static Symbols none() {
    return new Symbols() {
      @Override
      public Frame kernel(long address) {
        return new Frame.Unknown(address, "", Frame.Reason.NO_PERMISSION);
      }

      @Override
      public Frame user(int pid, long address) {
        return new Frame.Unknown(address, "", Frame.Reason.NO_PROCESS);
      }

      @Override
      public List<Long> stack(String map, long number) {
        return List.of();
      }
    };
  }

  /** Whether an address is one of the kernel's: its half of the addresses is the upper one. */
  static boolean isKernel(long address) {
    return address < 0;
  }

  /** A place wherever it is. */
  default Frame frame(int pid, long address) {
    return isKernel(address) ? kernel(address) : user(pid, address);
  }
}
