package probewright.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LessonProgramsTest {
  @Test
  void theThreeProgramsAreThereWithTextAndWorkload() {
    assertThat(LessonPrograms.all())
        .extracting(LessonProgram::id)
        .containsExactly("hello_world", "hello_perf_output", "bitehist");
    assertThat(LessonPrograms.all())
        .allSatisfy(
            program -> {
              assertThat(program.text()).startsWith("// SPDX-License-Identifier: ").endsWith("}\n");
              assertThat(program.workload()).isNotBlank();
            });
  }
}
