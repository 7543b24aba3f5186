package probewright.app;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import probewright.btf.Btf;
import probewright.btf.Kernel;
import probewright.btf.KernelFiles;
import probewright.diagnostics.ProblemException;

/**
 * A kernel of two structs: {@code struct request} with {@code tag} and {@code q}, which points to
 * {@code struct request_queue} with {@code id}.
 */
public final class FakeKernel {
  private final ByteArrayOutputStream types = new ByteArrayOutputStream();
  private final ByteArrayOutputStream strings = new ByteArrayOutputStream();

  private FakeKernel() {}

  public static Kernel make() {
    try {
      return new Kernel("6.12.0-fake", "x86_64", new FakeKernel().btf(), new Files());
    } catch (ProblemException e) {
      throw new AssertionError(e);
    }
  }

  private Btf btf() throws ProblemException {
    strings.write(0);
    type("int", 1 << 24, 4, 1 << 24 | 32);
    type("request_queue", 4 << 24 | 1, 4, name("id"), 1, 0);
    type("", 2 << 24, 2);
    type("request", 4 << 24 | 2, 16, name("tag"), 1, 0, name("q"), 3, 64);
    ByteBuffer all =
        ByteBuffer.allocate(24 + types.size() + strings.size()).order(ByteOrder.LITTLE_ENDIAN);
    all.putShort((short) 0xEB9F).put((byte) 1).put((byte) 0).putInt(24);
    all.putInt(0).putInt(types.size()).putInt(types.size()).putInt(strings.size());
    all.put(types.toByteArray()).put(strings.toByteArray());
    return Btf.parse(all.array());
  }

  private void type(String name, int info, int size, int... more) {
    ByteBuffer record = ByteBuffer.allocate(12 + 4 * more.length).order(ByteOrder.LITTLE_ENDIAN);
    record.putInt(name(name)).putInt(info).putInt(size);
    for (int word : more) {
      record.putInt(word);
    }
    types.writeBytes(record.array());
  }

  private int name(String name) {
    if (name.isEmpty()) {
      return 0;
    }
    int at = strings.size();
    strings.writeBytes(name.getBytes(StandardCharsets.UTF_8));
    strings.write(0);
    return at;
  }

  private record Files() implements KernelFiles {
    @Override
    public Optional<String> tracepointFormat(String category, String event) {
      return Optional.empty();
    }

    @Override
    public List<String> tracepoints() {
      return List.of("block:block_rq_issue", "block:block_rq_complete", "sched:sched_switch");
    }

    @Override
    public List<String> traceableFunctions() {
      return List.of("vfs_read", "vfs_write", "blk_mq_start_request", "blk_mq_end_request");
    }

    @Override
    public Map<String, String> config() {
      return Map.of();
    }

    @Override
    public List<String> modulesWithTypes() {
      return List.of();
    }

    @Override
    public Optional<byte[]> moduleBtf(String module) {
      return Optional.empty();
    }

    @Override
    public int processors() {
      return 2;
    }
  }
}
