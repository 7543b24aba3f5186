package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import probewright.btf.Btf;
import probewright.diagnostics.ProblemException;
import probewright.probes.Obstacle;
import probewright.probes.Probe;
import probewright.probes.ProbeKind;
import probewright.probes.ProbeSite;

/** The reasons that no kernel of ours gives, and those that a few lines of its lists give. */
class KernelSitesTest {
  private static final List<String> KALLSYMS =
      List.of(
          "ffffffff81000100 T plain",
          "ffffffff81000200 T listed_as",
          "ffffffff81000200 t alias_of_it",
          "ffffffff81000300 t inlined",
          "ffffffff81000400 T forbidden",
          "ffffffff81000500 t twice",
          "ffffffff81000600 t twice",
          "ffffffff81000700 t part_of.isra.0",
          "ffffffff81000800 t plain.cold",
          "ffffffff81000900 T __x64_sys_openat",
          "ffffffffc0000100 t in_module\t[some]");

  private static final List<String> TRACEABLE =
      List.of(
          "plain",
          "listed_as",
          "forbidden",
          "twice",
          "part_of.isra.0",
          "__x64_sys_openat",
          "in_module [some]");

  private static final List<String> BLACKLIST =
      List.of(
          "0xffffffff81000400-0xffffffff81000420\tforbidden",
          "0xffffffff81000410-0xffffffff81000500\t__some_section_start",
          "0xffffffff81000404-0xffffffff81000408\tinner");

  private static Btf noTypes() throws ProblemException {
    ByteBuffer bytes = ByteBuffer.allocate(25).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort((short) 0xeb9f).put((byte) 1).put((byte) 0).putInt(24);
    bytes.putInt(0).putInt(0).putInt(0).putInt(1);
    return Btf.parse(bytes.array());
  }

  private static KernelSites sites() throws ProblemException {
    return new KernelSites(
        new KernelSymbols(KALLSYMS, TRACEABLE, BLACKLIST), noTypes(), true, new Trampolines(6));
  }

  @Test
  void byAddressAndNotByName() throws ProblemException {
    assertThat(sites().functions(any -> true))
        .extracting(ProbeSite::name)
        .containsExactly(
            "__x64_sys_openat",
            "alias_of_it",
            "forbidden",
            "in_module",
            "inlined",
            "listed_as",
            "part_of.isra.0",
            "plain",
            "twice");
    ProbeSite alias = sites().function("alias_of_it");
    assertThat(alias.probes())
        .extracting(Probe::toString)
        .containsExactly("kprobe:alias_of_it", "kretprobe:alias_of_it");
    assertThat(alias.together()).isTrue();
    assertThat(sites().function("in_module").where()).isEqualTo("some");
  }

  @Test
  void eachReason() throws ProblemException {
    assertThat(sites().function("inlined").obstacle()).contains(Obstacle.NOT_TRACEABLE);
    assertThat(sites().function("forbidden").obstacles())
        .containsEntry(ProbeKind.KPROBE, Obstacle.BLACKLISTED)
        .containsEntry(ProbeKind.FENTRY, Obstacle.NO_TYPES);
    assertThat(sites().function("twice").obstacles())
        .containsOnlyKeys(ProbeKind.FENTRY, ProbeKind.FEXIT)
        .containsEntry(ProbeKind.FENTRY, Obstacle.AMBIGUOUS);
    ProbeSite renamed = sites().function("part_of");
    assertThat(renamed.obstacle()).contains(Obstacle.RENAMED);
    assertThat(renamed.instead()).containsExactly("part_of.isra.0");
    assertThat(renamed.spelling()).isEqualTo("kprobe:part_of");
    assertThat(sites().function("nothing").obstacle()).contains(Obstacle.ABSENT);
    KernelSymbols hidden =
        new KernelSymbols(List.of("0000000000000000 T plain"), List.of("plain"), List.of());
    assertThat(
            new KernelSites(hidden, noTypes(), true, new Trampolines(6))
                .function("plain")
                .obstacle())
        .contains(Obstacle.NO_PERMISSION);
  }

  @Test
  void aSystemCallAndItsEntry() throws ProblemException {
    ProbeSite openat = sites().systemCall("openat", "long openat(void)");
    assertThat(openat.where()).isEqualTo("__x64_sys_openat");
    assertThat(openat.probes())
        .extracting(Probe::toString)
        .containsExactly(
            "tracepoint:syscalls:sys_enter_openat",
            "tracepoint:syscalls:sys_exit_openat",
            "kprobe:__x64_sys_openat",
            "kretprobe:__x64_sys_openat");
    assertThat(sites().systemCall("gone", "").obstacles())
        .containsEntry(ProbeKind.KPROBE, Obstacle.ABSENT);
  }

  @Test
  void rangesThatLieOverOneAnother() {
    KernelSymbols symbols = new KernelSymbols(KALLSYMS, TRACEABLE, BLACKLIST);
    assertThat(symbols.isBlacklisted("forbidden")).isTrue();
    assertThat(symbols.isBlacklisted("twice")).isFalse();
    assertThat(symbols.isBlacklisted("inlined")).isFalse();
  }
}
