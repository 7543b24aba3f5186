package probewright.output;

import java.util.List;
import java.util.OptionalLong;

/** Names as another knows them, with reasons in a language of its own. */
record SpokenSymbols(Symbols names, FrameWords words) implements Symbols {
  @Override
  public Frame kernel(long address) {
    return names.kernel(address);
  }

  @Override
  public Frame user(int pid, long address) {
    return names.user(pid, address);
  }

  @Override
  public List<Long> stack(String map, long number) {
    return names.stack(map, number);
  }

  @Override
  public OptionalLong address(String name) {
    return names.address(name);
  }

  @Override
  public Frame frame(int pid, long address) {
    return names.frame(pid, address);
  }
}
