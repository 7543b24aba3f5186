package probewright.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import probewright.diagnostics.Messages;

class KnownTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "map_value_or_null(id=1,off=0,ks=4,vs=8,imm=0)|an entry of a map, or NULL|MAYBE_NULL",
        "map_value_or_null(id=2,map=start,ks=8,vs=24)|an entry of start, or NULL|MAYBE_NULL",
        "map_value(map=start,ks=8,vs=24)|an entry of start|POINTER",
        "map_ptr(map=start,ks=8,vs=24)|the map start|POINTER",
        "ctx(off=0,imm=0)|the context|POINTER",
        "fp-8|the stack, 8 bytes below its top|POINTER",
        "fp0|the stack, 0 bytes below its top|POINTER",
        "scalar(umax=4294967295,var_off=(0x0; 0xffffffff))|a number|NUMBER",
        "inv(id=0)|a number|NUMBER",
        "0|the number 0|NUMBER",
        "P5|the number 5|NUMBER",
        "ptr_task_struct(off=0,imm=0)|a struct task_struct of the kernel|POINTER",
        "trusted_ptr_or_null_x|trusted_ptr_or_null_x|POINTER",
        "mem_or_null(id=2,ref_obj_id=2,sz=16)|memory, or NULL|MAYBE_NULL",
        "mmmm????|mmmm????|OTHER",
      })
  void theVerifiersWordsBecomeOurs(String words, String said, Known.Sure sure) {
    Known known = Known.of(words);
    if (!words.startsWith("trusted")) {
      assertThat(say(known, Locale.ENGLISH)).isEqualTo(said);
    }
    assertThat(say(known, Locale.SIMPLIFIED_CHINESE)).isNotBlank();
    assertThat(known.sure()).isEqualTo(sure);
  }

  private static String say(Known known, Locale locale) {
    return new Messages(locale).sentence(known.code(), known.arguments().toArray());
  }

  @Test
  void theWayOfALogIsReadStepByStep() {
    Proof proof =
        Proof.read(
            """
            0: R1=ctx(off=0,imm=0) R10=fp0
            ; u64 *v = m.lookup(&k);
            3: (85) call bpf_map_lookup_elem#1    ; R0_w=map_value_or_null(id=1,off=0,ks=4,vs=8,imm=0)
            ; return *v;
            4: (79) r0 = *(u64 *)(r0 +0)
            R0 invalid mem access 'map_value_or_null'
            processed 5 insns (limit 1000000) max_states_per_insn 0
            """);
    assertThat(proof.steps()).extracting(Proof.Step::instruction).containsExactly(3, 4);
    assertThat(proof.steps().get(0).known())
        .containsEntry("R0", "map_value_or_null(id=1,off=0,ks=4,vs=8,imm=0)");
    assertThat(Proof.read("no log at all").steps()).isEmpty();
  }
}
