package probewright.btf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/** A kernel in small, compiled by the clang on the path. */
final class MiniKernel {
  private MiniKernel() {}

  static Btf btf(Path folder) throws IOException, InterruptedException {
    try (InputStream source = MiniKernel.class.getResourceAsStream("mini-kernel.c")) {
      String c = new String(Objects.requireNonNull(source).readAllBytes(), StandardCharsets.UTF_8);
      return Btf.ofElf(Clang.compile(folder, c));
    }
  }
}
