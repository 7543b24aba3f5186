package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UserSymbolsTest {
  private final UserSymbols symbols =
      new UserSymbols(
          List.of(
              "9e6a0 81 i memcpy@GLIBC_2.2.5",
              "a1f00 81 i memcpy@@GLIBC_2.14",
              "9f1c0 81 i strlen@@GLIBC_2.2.5",
              "98850 1a3 f malloc@@GLIBC_2.2.5",
              "98850 1a3 f __libc_malloc@@GLIBC_2.2.5",
              "1200 10 f local",
              "no line"));

  @Test
  void aNameAloneIsTheDefaultVersion() {
    assertThat(symbols.find("memcpy")).get().extracting(s -> s.offset()).isEqualTo(0xa1f00L);
    assertThat(symbols.find("memcpy@GLIBC_2.2.5"))
        .get()
        .extracting(s -> s.offset())
        .isEqualTo(0x9e6a0L);
    assertThat(symbols.find("local")).get().extracting(s -> s.chosen()).isEqualTo(false);
    assertThat(symbols.find("strlen")).get().extracting(s -> s.chosen()).isEqualTo(true);
    assertThat(symbols.find("strlem")).isEmpty();
    assertThat(symbols.near("strlem")).containsExactly("strlen");
  }

  /** Two source files' own functions of one name are two; two names of one function are one. */
  @Test
  void functionsOfOneNameAreTold() {
    UserSymbols several =
        new UserSymbols(List.of("10 8 f helper", "20 8 f helper", "30 8 f main", "30 8 f start"));
    assertThat(several.alike(several.find("helper").orElseThrow())).containsExactly(16L, 32L);
    assertThat(several.alike(several.find("main").orElseThrow())).containsExactly(48L);
    assertThat(symbols.alike(symbols.find("memcpy").orElseThrow())).containsExactly(0xa1f00L);
  }

  @Test
  void aPatternTakesEachPlaceOnce() {
    assertThat(symbols.matching(name -> name.endsWith("malloc"))).hasSize(1);
    assertThat(symbols.matching(name -> name.startsWith("mem"))).hasSize(2);
  }
}
