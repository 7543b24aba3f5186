package probewright.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probewright.agent.wire.AgentException;

/** Real binaries, made by the compiler that builds the agent, and broken ones. */
class BinariesTest {
  private static final String SOURCE =
      """
      static int twice(int x) { return 2 * x; }
      typedef int (*chosen_t)(int);
      static chosen_t choose(void) { return twice; }
      int chosen(int) __attribute__((ifunc("choose")));
      int old_way(int x) { return x; }
      int new_way(int x) { return x + 1; }
      __asm__(".symver old_way,way@V1\\n.symver new_way,way@@V2");
      int plain(int x) {
        __asm__ volatile("990: nop\\n.pushsection .note.stapsdt,\\"\\",\\"note\\"\\n"
          ".balign 4\\n.4byte 992f-991f,994f-993f,3\\n991: .asciz \\"stapsdt\\"\\n992: .balign 4\\n"
          "993: .8byte 990b,0,0\\n.asciz \\"demo\\"\\n.asciz \\"here\\"\\n.asciz \\"-4@%0\\"\\n"
          "994: .balign 4\\n.popsection\\n" : : "r"(x));
        return chosen(x);
      }
      """;

  @TempDir private Path root;

  @Test
  void symbolsHaveTheirKindOffsetAndVersion() throws Exception {
    Path library = library();
    String all = text(new Binaries(root).symbols(library.toString(), Optional.empty()));
    assertThat(all).containsPattern("(?m)^[0-9a-f]+ [0-9a-f]+ f plain(@.*)?$");
    assertThat(all).containsPattern("(?m)^[0-9a-f]+ [0-9a-f]+ i chosen(@.*)?$");
    assertThat(all).contains("way@V1\n", "way@@V2\n");
    assertThat(text(new Binaries(root).symbols(library.toString(), Optional.of("plain"))).lines())
        .hasSize(1);
    assertThat(text(new Binaries(root).symbols(library.toString(), Optional.of("none")))).isEmpty();
  }

  @Test
  void aStrippedLibraryStillTellsWhatItOffers() throws Exception {
    Path library = library("-s");
    assertThat(text(new Binaries(root).symbols(library.toString(), Optional.of("plain"))).lines())
        .hasSize(1);
  }

  @Test
  void whatWasStrippedOffIsFoundByTheBuildId() throws Exception {
    Path library = library("-s");
    assertThat(stripped(library)).startsWith("stripped\n").doesNotContain(" twice\n");

    library = library("-Wl,--build-id=0x0123456789abcdef");
    String all = text(new Binaries(root).symbols(library.toString(), Optional.empty()));
    Path debug = root.resolve("usr/lib/debug/.build-id/01/23456789abcdef.debug");
    Files.createDirectories(debug.getParent());
    run("objcopy", "--only-keep-debug", library.toString(), debug.toString());
    run("objcopy", "--strip-all", library.toString());
    assertThat(text(new Binaries(root).symbols(library.toString(), Optional.empty())).lines())
        .containsExactlyInAnyOrderElementsOf(all.lines().toList())
        .anyMatch(line -> line.endsWith(" f twice"));
  }

  @Test
  void whatWasStrippedOffIsFoundByTheLinkWithItsSum() throws Exception {
    Path library = library("-Wl,--build-id=none");
    Path debug = root.resolve("usr/lib/debug").resolve(root.relativize(library) + ".debug");
    Files.createDirectories(debug.getParent());
    run("objcopy", "--only-keep-debug", library.toString(), debug.toString());
    run("objcopy", "--strip-all", "--add-gnu-debuglink=" + debug, library.toString());
    assertThat(text(new Binaries(root).symbols(library.toString(), Optional.empty())))
        .contains(" f twice\n")
        .doesNotStartWith("stripped");

    Files.write(debug, new byte[] {0}, java.nio.file.StandardOpenOption.APPEND);
    assertThat(stripped(library)).startsWith("stripped\n");
  }

  private String stripped(Path library) throws Exception {
    return text(new Binaries(root).symbols(library.toString(), Optional.empty()));
  }

  private static void run(String... command) throws Exception {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  @Test
  void staticProbesAreToldAsTheirNotesSpellThem() throws Exception {
    assertThat(text(Binaries.staticProbes(library().toString())))
        .matches("demo\there\t[0-9a-f]+\t0\t-4@%e..\n");
  }

  @Test
  void addressesAreTranslatedAndForeignOnesAreNot() throws Exception {
    String path = library().toString();
    String line = text(new Binaries(root).symbols(path, Optional.of("plain")));
    long offset = Long.parseLong(line.split(" ", 2)[0], 16);
    // the code of a library lies where its file has it
    assertThat(Binaries.offset(path, offset)).isEqualTo(offset);
    assertThat(Binaries.offset(path, 1L << 40)).isEqualTo(-1);
    assertThat(Binaries.offset(path, -1)).isEqualTo(-1);
  }

  /** Whatever the bytes are, the answer is a refusal or lines, never a fault. */
  @Test
  void brokenFilesAreRefused() throws Exception {
    byte[] whole = Files.readAllBytes(library());
    Path broken = root.resolve("broken");
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      byte[] bytes =
          i % 3 == 0 ? java.util.Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
      for (int j = 0; j < 20 && bytes.length > 64; j++) {
        int headers = random.nextInt(4) == 0 ? 64 : bytes.length;
        bytes[random.nextInt(headers)] = (byte) random.nextInt();
      }
      Files.write(broken, bytes);
      tried(() -> new Binaries(root).symbols(broken.toString(), Optional.empty()));
      tried(() -> Binaries.staticProbes(broken.toString()));
    }
    Files.writeString(broken, "#!/bin/sh\n");
    assertThatThrownBy(() -> Binaries.staticProbes(broken.toString()))
        .isInstanceOfSatisfying(
            AgentException.class, e -> assertThat(e.code()).isEqualTo("binary.not-elf"));
    assertThatThrownBy(() -> new Binaries(root).symbols(root.toString(), Optional.empty()))
        .isInstanceOfSatisfying(
            AgentException.class, e -> assertThat(e.code()).isEqualTo("binary.absent"));
  }

  private interface Reading {
    InputStream read() throws Exception;
  }

  private static void tried(Reading reading) throws Exception {
    try {
      reading.read().close();
    } catch (AgentException refused) {
      assertThat(refused.code()).isEqualTo("binary.not-elf");
    }
  }

  @Test
  void aNameIsFoundAsTheLinkerWould() throws Exception {
    Path libraries = Files.createDirectories(root.resolve("usr/lib/x86_64-linux-gnu"));
    Path programs = Files.createDirectories(root.resolve("usr/bin"));
    Files.createFile(libraries.resolve("libdemo.so.3"));
    Files.createFile(libraries.resolve("libdemo.so.3-gdb.py"));
    Files.createFile(programs.resolve("shell"));
    Binaries binaries = new Binaries(root);
    assertThat(binaries.find("demo", -1)).isEqualTo(libraries.resolve("libdemo.so.3"));
    assertThat(binaries.find("libdemo.so.3", -1)).isEqualTo(libraries.resolve("libdemo.so.3"));
    assertThat(binaries.find("shell", -1)).isEqualTo(programs.resolve("shell"));
    assertThat(binaries.find("/usr/bin/shell", -1)).isEqualTo(programs.resolve("shell"));
    for (String absent : List.of("nothing", "/usr/bin", "usr/bin/shell", "demon")) {
      assertThatThrownBy(() -> binaries.find(absent, -1))
          .as(absent)
          .isInstanceOfSatisfying(
              AgentException.class, e -> assertThat(e.code()).isEqualTo("binary.absent"));
    }
    assertThatThrownBy(() -> binaries.find("demo", 77))
        .isInstanceOfSatisfying(
            AgentException.class, e -> assertThat(e.code()).isEqualTo("binary.no-process"));
  }

  @Test
  void aProcessesOwnLibraryComesFirst() throws Exception {
    Path process = Files.createDirectories(root.resolve("proc/77"));
    Path its = Files.createDirectories(root.resolve("its/opt"));
    Files.createSymbolicLink(process.resolve("root"), root.resolve("its"));
    Files.createSymbolicLink(process.resolve("exe"), Path.of("/opt/program"));
    Files.createFile(its.resolve("libdemo-2.31.so"));
    Files.createFile(its.resolve("program"));
    Files.writeString(
        process.resolve("maps"),
        """
        7f00-7f01 r-xp 00000000 fe:00 12 /opt/libdemo-2.31.so
        7f01-7f02 rw-p 00000000 fe:00 12 /opt/data
        7f02-7f03 r-xp 00000000 00:00 0 [vdso]
        """);
    Binaries binaries = new Binaries(root);
    assertThat(binaries.find("demo", 77)).hasFileName("libdemo-2.31.so");
    assertThat(binaries.find("", 77)).hasFileName("program");
    assertThat(text(binaries.mappedFiles(77))).isEqualTo("/opt/libdemo-2.31.so");
  }

  private Path library(String... more) throws Exception {
    Path source = Files.writeString(root.resolve("demo.c"), SOURCE);
    Path map =
        Files.writeString(root.resolve("demo.map"), "V1 { global: way; }; V2 { global: *; } V1;");
    Path library = root.resolve("libdemo-test.so");
    List<String> command =
        new ArrayList<>(
            List.of(
                "gcc",
                "-shared",
                "-fPIC",
                "-O1",
                "-Wl,--version-script=" + map,
                "-o",
                library.toString(),
                source.toString()));
    command.addAll(List.of(more));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    return library;
  }

  private static String text(InputStream in) throws Exception {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
