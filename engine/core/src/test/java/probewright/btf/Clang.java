package probewright.btf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import probewright.btf.BtfType.Composite;
import probewright.btf.BtfType.Member;

/** Compiles C for BPF, to hear of clang itself how it lays types out. */
public final class Clang {
  private Clang() {}

  /** The object, compiled without a warning. */
  public static byte[] compile(Path folder, String c) throws IOException, InterruptedException {
    Path source = Files.createTempFile(folder, "source", ".c");
    Path object = folder.resolve(source.getFileName() + ".o");
    Files.writeString(source, c);
    String said =
        run(
            "clang",
            "-target",
            "bpf",
            "-O2",
            "-g",
            "-Wall",
            "-Werror",
            "-c",
            source.toString(),
            "-o",
            object.toString());
    assertThat(said).isEmpty();
    return Files.readAllBytes(object);
  }

  /** What a command printed; it must end well. */
  static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  /** A program that has a variable of every named struct and union, so that clang keeps them. */
  static String program(String header, Btf types) {
    StringBuilder c = new StringBuilder(header);
    int n = 0;
    for (Composite composite : named(types)) {
      c.append(composite.keyword()).append(' ').append(composite.name());
      c.append(" variable").append(n++).append(";\n");
    }
    return c.toString();
  }

  /** For every named struct and union its size and where each field is, anonymous ones opened. */
  static Map<String, List<String>> layouts(Btf btf) {
    Map<String, List<String>> layouts = new TreeMap<>();
    for (Composite composite : named(btf)) {
      List<String> lines = new ArrayList<>(List.of("size " + composite.size()));
      members(btf, composite, 0, lines);
      layouts.put(composite.keyword() + " " + composite.name(), lines);
    }
    return layouts;
  }

  private static List<Composite> named(Btf btf) {
    List<Composite> named = new ArrayList<>();
    for (int id = 1; id < btf.count(); id++) {
      if (btf.type(id) instanceof Composite composite && !composite.name().isEmpty()) {
        named.add(composite);
      }
    }
    return named;
  }

  private static void members(Btf btf, Composite composite, long base, List<String> lines) {
    for (Member member : composite.members()) {
      long bit = base + member.bitOffset();
      if (btf.resolve(member.type()) instanceof Composite inner && inner.name().isEmpty()) {
        lines.add(member.name() + " at " + bit + " of " + inner.size());
        members(btf, inner, bit, lines);
      } else if (!member.name().startsWith("__pad")) {
        lines.add(
            member.name()
                + " at "
                + bit
                + " of "
                + (member.bitFieldSize() == 0
                    ? btf.sizeOf(member.type()) + " bytes"
                    : member.bitFieldSize() + " bits"));
      }
    }
  }
}
