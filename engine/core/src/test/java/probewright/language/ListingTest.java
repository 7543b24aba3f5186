package probewright.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probewright.btf.Kernel;
import probewright.compiler.MiniKernel;
import probewright.diagnostics.Outcome;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.Program;

/** The instructions of a program, each at the user's own line. */
class ListingTest {
  private static final String TEXT =
      """
      BPF_HASH(start, u32, u64);

      int kprobe__vfs_read(struct pt_regs *ctx)
      {
      	u32 key = 7;
      	u64 *began = start.lookup(&key);
      	if (!began)
      		return 0;
      	return *began;
      }
      """;

  @TempDir private static Path folder;

  @Test
  void eachInstructionStandsAtItsLine() throws Exception {
    Kernel kernel = MiniKernel.make(folder);
    LanguageService service =
        new LanguageService(
            MiniKernel.toolchain(
                folder.resolve("cache"), MiniKernel.clangs().findFirst().orElseThrow()));
    Outcome<ExpandedProgram> expanded = service.examine(Program.of("p.c", TEXT), kernel).expanded();
    Outcome<Listing> listed = expanded.then(program -> service.listing(program, kernel));
    assertThat(listed).isInstanceOf(Outcome.Done.class);
    Listing listing = ((Outcome.Done<Listing>) listed).value();
    // which registers it takes is each clang's own affair
    assertThat(told(listing))
        .contains(
            "5 *(u32 *)(r10 -4) = rN",
            "6 rN = start",
            "6 call bpf_map_lookup_elem#1",
            "7 if rN == 0x0 goto pc+1",
            "9 r0 = *(u64 *)(rN +0)",
            "10 exit");
    assertThat(listing.ofLine("p.c", 6).get(0).instructions()).hasSizeGreaterThan(1);
    assertThat(listing.program("kprobe__vfs_read")).isPresent();
    assertThat(listing.ofLine("other.c", 6)).isEmpty();
  }

  private static List<String> told(Listing listing) {
    return listing.programs().stream()
        .flatMap(program -> program.instructions().stream())
        .map(
            one ->
                (one.place() == null ? "-" : one.place().line())
                    + " "
                    + one.text().replaceAll("\\br[1-9]\\b|r0(?= ==)", "rN"))
        .toList();
  }
}
