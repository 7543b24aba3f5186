package probewright.target;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import probewright.agent.wire.AgentException;
import probewright.diagnostics.ProblemException;
import probewright.output.Frame;
import probewright.output.Symbols;

/** The names of a target's addresses, for one run. */
final class AgentSymbols implements Symbols {
  /** Reads a map's value, raw. */
  interface Lookup {
    Optional<byte[]> lookup(String map, byte[] key) throws ProblemException;
  }

  private final KernelLists lists;
  private final UserStacks users;
  private final Lookup maps;
  private final int pid;
  private @Nullable KernelAddresses kernel;
  private boolean readAnew;

  /**
   * @param pid the process that is meant where nothing says which, -1 for none
   */
  AgentSymbols(KernelLists lists, UserStacks users, Lookup maps, int pid) {
    this.lists = lists;
    this.users = users;
    this.maps = maps;
    this.pid = pid;
  }

  @Override
  public synchronized Frame kernel(long address) {
    try {
      if (kernel == null) {
        kernel = lists.addresses();
      }
      Frame frame = kernel.frame(address);
      // a module or a BPF program came since: asked for once, since it takes a second
      if (frame instanceof Frame.Unknown && !readAnew) {
        readAnew = true;
        kernel = lists.addressesAnew();
        frame = kernel.frame(address);
      }
      return frame;
    } catch (AgentException | ProblemException e) {
      return new Frame.Unknown(address, "", Frame.Reason.NO_PERMISSION);
    }
  }

  @Override
  public OptionalLong address(String name) {
    try {
      return lists.symbolsWith(name).addresses(name).stream()
          .mapToLong(Long::longValue)
          .filter(address -> address != 0)
          .findFirst();
    } catch (AgentException | ProblemException e) {
      return OptionalLong.empty();
    }
  }

  @Override
  public Frame user(int process, long address) {
    try {
      return users.frame(process < 0 ? pid : process, address);
    } catch (ProblemException gone) {
      return new Frame.Unknown(address, "", Frame.Reason.PROCESS_GONE);
    }
  }

  @Override
  public List<Long> stack(String map, long number) {
    byte[] key = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) number).array();
    List<Long> addresses = new ArrayList<>();
    try {
      ByteBuffer frames =
          ByteBuffer.wrap(maps.lookup(map, key).orElse(new byte[0])).order(ByteOrder.LITTLE_ENDIAN);
      while (frames.remaining() >= 8) {
        long address = frames.getLong();
        if (address == 0) {
          break;
        }
        addresses.add(address);
      }
    } catch (ProblemException e) {
      // none, as when the kernel no longer has it
      return List.of();
    }
    return addresses;
  }
}
