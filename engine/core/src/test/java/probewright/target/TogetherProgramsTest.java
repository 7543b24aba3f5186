package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import probewright.diagnostics.Outcome;
import probewright.probes.Attachment;

class TogetherProgramsTest {
  @Test
  void onlyPatternsOfFunctionsAtTheirStart() throws Exception {
    assertThat(of(true, "kprobe:vfs_*=a", "kretprobe:vfs_read=a")).containsExactly("a");
    assertThat(of(false, "kprobe:vfs_*=a")).isEmpty();
    assertThat(of(true, "kprobe:vfs_*=a", "kprobe:vfs_read+0x4=a")).isEmpty();
    assertThat(of(true, "kprobe:vfs_*=a", "uprobe:c:malloc=a")).isEmpty();
    assertThat(of(true, "kprobe:vfs_read=a", "kprobe:tcp_*=b")).containsExactly("b");
  }

  private static Set<String> of(boolean ability, String... spellings) throws Exception {
    return TogetherPrograms.of(
        Stream.of(spellings)
            .map(spelling -> ((Outcome.Done<Attachment>) Attachment.parse(spelling, null)).value())
            .toList(),
        () -> ability);
  }
}
