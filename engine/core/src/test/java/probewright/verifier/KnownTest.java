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
        "scalar(umax=4294967295,var_off=(0x0; 0xffffffff))|a number of 32 bits|NUMBER",
        "scalar(smin=0,smax=umax=0xffffffff,var_off=(0x0; 0xffffffff))|a number of 32 bits|NUMBER",
        "scalar()|a number|NUMBER",
        "Pscalar(umax=15,var_off=(0x0; 0xf))|a number from 0 to 15|NUMBER",
        "scalar(id=4,smin=smin32=0,smax=umax=smax32=umax32=120)|a number from 0 to 120|NUMBER",
        "scalar(smin=-5,smax=7)|a number from -5 to 7|NUMBER",
        "scalar(umin=1,umax=10)|a number from 1 to 10|NUMBER",
        "scalar(smin=umin=1,umax=0x7fffffffffffffff)|a number, 1 or more|NUMBER",
        "scalar(smax=9223372036854775806,umax=18446744073709551614)|a number|NUMBER",
        "scalar(smax=-1)|a number, -1 or less|NUMBER",
        "0x7fffffff|the number 0x7fffffff|NUMBER",
        "00000000|8 bytes of zero|NUMBER",
        "map_value(off=8,ks=4,vs=64,imm=0)|an entry of a map, at byte 8 of 64|POINTER",
        "map_value(map=rows,ks=4,vs=128,off=8,smin=0,smax=umax=112,var_off=(0x0; 0x78))|"
            + "an entry of rows, at byte 8..120 of 128|POINTER",
        "trusted_ptr_or_null_file()|a struct file of the kernel, or NULL|MAYBE_NULL",
        "untrusted_ptr_task_struct(off=0,imm=0)|a struct task_struct of the kernel, not trusted|"
            + "POINTER",
        "inv(id=0)|a number|NUMBER",
        "0|the number 0|NUMBER",
        "P5|the number 5|NUMBER",
        "ptr_task_struct(off=0,imm=0)|a struct task_struct of the kernel|POINTER",
        "mem_or_null(id=2,ref_obj_id=2,sz=16)|memory, or NULL|MAYBE_NULL",
        "mmmm????|8 bytes, not all of them written|NUMBER",
        "mmmmmmmm|8 bytes that were written|NUMBER",
        "dynptr_ringbuf(ref_id=2)|dynptr_ringbuf(ref_id=2)|OTHER",
      })
  void theVerifiersWordsBecomeOurs(String words, String said, Known.Sure sure) {
    Known known = Known.of(words);
    assertThat(say(known, Locale.ENGLISH)).isEqualTo(said);
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
