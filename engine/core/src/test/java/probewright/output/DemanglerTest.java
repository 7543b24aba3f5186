package probewright.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemanglerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "_Z3foov | foo",
        "_ZL3foov | foo",
        "_ZN3foo3barEi | foo::bar",
        "_ZNK3foo3barEv | foo::bar",
        "_ZNSt6thread4joinEv | std::thread::join",
        "_ZSt9terminatev | std::terminate",
        "_ZN5ShapeC2Ei | Shape::Shape",
        "_ZN5ShapeD1Ev | Shape::~Shape",
        "_ZN12_GLOBAL__N_13runEv | (anonymous namespace)::run",
        "_ZNSt6vectorIiSaIiEE9push_backEOi | std::vector<…>::push_back",
        "_ZNSt5arrayIcLj32EE4fillERKc | std::array<…>::fill",
        "_Z4lessIiEbT_S0_ | less<…>",
        "_ZN5ShapeC2Ei.cold | Shape::Shape [clone .cold]",
        "_ZN4core3fmt5write17h0123456789abcdefE | core::fmt::write",
        "_ZN60_$LT$alloc..vec..Vec$LT$T$GT$$u20$as$u20$core..ops..Drop$GT$4drop17h0123456789abcdefE"
            + " | <alloc::vec::Vec<T> as core::ops::Drop>::drop",
        // not plain, or none of it
        "_ZN3foopLEi | _ZN3foopLEi",
        "_RNvCs1234_7mycrate3foo | _RNvCs1234_7mycrate3foo",
        "_ZN3foo | _ZN3foo",
        "_ZN99x | _ZN99x",
        "_Z | _Z",
        "_ZNSt | _ZNSt",
        "_Z4lessIi | _Z4lessIi",
        "main | main",
        "foo.constprop.0 | foo.constprop.0"
      })
  void namesArePeoplesOrStayTheCompilers(String symbol, String people) {
    assertThat(Demangler.demangled(symbol)).isEqualTo(people);
  }
}
