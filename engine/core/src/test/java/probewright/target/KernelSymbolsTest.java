package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import probewright.probes.NamePattern;

class KernelSymbolsTest {
  private final KernelSymbols symbols =
      new KernelSymbols(
          List.of(
              "ffffffff81000000 T vfs_read",
              "ffffffff81000100 T vfs_write",
              "ffffffff81000200 t __do_sys_sync",
              "ffffffff81000200 T __x64_sys_sync",
              "ffffffff81000300 t finish_task_switch.isra.0",
              "ffffffff81000380 t finish_task_switch.isra.0.cold",
              "ffffffff81000400 t blk_account_io_done",
              "ffffffff81000500 t blk_account_io_start",
              "ffffffff81000600 t twice",
              "ffffffff81000700 t twice",
              "ffffffff81000800 T do_int3",
              "ffffffff82000000 D some_data",
              "ffffffffc0000000 t in_module\t[null_blk]"),
          List.of(
              "vfs_read",
              "vfs_write",
              "__do_sys_sync",
              "blk_account_io_start",
              "twice",
              "in_module [null_blk]",
              "__ftrace_invalid_address___12"),
          List.of("0xffffffff81000800-0xffffffff81000840\tdo_int3"));

  @Test
  void aFunctionIsKnownByItsAddressWhateverItsName() {
    assertThat(symbols.isTraceable("__x64_sys_sync")).isTrue();
    assertThat(symbols.isTraceable("in_module")).isTrue();
    assertThat(symbols.exists("some_data")).isFalse();
  }

  @Test
  void whatTheCompilerRenamedIsFoundWithoutItsColdPart() {
    assertThat(symbols.exists("finish_task_switch")).isFalse();
    assertThat(symbols.renamed("finish_task_switch")).containsExactly("finish_task_switch.isra.0");
  }

  @Test
  void aPatternTakesEachFunctionOnceAndWhatCanBeProbed() {
    assertThat(symbols.matching(NamePattern.of("vfs_*").orElseThrow()).values())
        .containsExactly("vfs_read", "vfs_write");
    assertThat(symbols.matching(NamePattern.of("*_sys_sync").orElseThrow()))
        .containsExactly(Map.entry(0xffffffff81000200L, "__do_sys_sync"));
    assertThat(symbols.matching(NamePattern.of("twice").orElseThrow())).hasSize(2);
    assertThat(symbols.matching(NamePattern.of("^(do_int3|some_data|.*cold)$").orElseThrow()))
        .isEmpty();
  }

  @Test
  void otherNamesAreThoseOfSystemCallsToo() {
    assertThat(symbols.otherNames("sys_sync")).containsExactly("__x64_sys_sync");
    assertThat(symbols.otherNames("vfs_read")).isEmpty();
  }

  @Test
  void reasonsAreToldApart() {
    assertThat(symbols.isTraceable("blk_account_io_done")).isFalse();
    assertThat(symbols.isBlacklisted("do_int3")).isTrue();
    assertThat(symbols.isBlacklisted("vfs_read")).isFalse();
    assertThat(symbols.isAmbiguous("twice")).isTrue();
    assertThat(symbols.isAmbiguous("vfs_read")).isFalse();
  }

  @Test
  void namesAreOfferedThatCanBeProbed() {
    assertThat(symbols.near("vfs_raed")).startsWith("vfs_read");
    assertThat(symbols.near("blk_account_io_done")).containsExactly("blk_account_io_start");
    assertThat(symbols.near("do_int3")).isEmpty();
  }
}
