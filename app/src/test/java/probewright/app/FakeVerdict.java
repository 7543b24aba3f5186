package probewright.app;

import java.util.List;
import java.util.Map;
import probewright.app.session.Engine.RunRequest;
import probewright.app.session.Verdict;
import probewright.verifier.Knowledge;
import probewright.verifier.Knowledge.Extent;

/** What a verifier knows of the program that {@link FakeLanguage} lists. */
public final class FakeVerdict {
  private FakeVerdict() {}

  public static Verdict of(RunRequest request) {
    String log =
        """
        0: R1=ctx() R10=fp0
        0: (bf) r6 = r1                       ; R1=ctx() R6_w=ctx()
        1: (b7) r0 = 0                        ; R0_w=0
        from 0 to 1: R0=map_value_or_null(id=1,map=counts,ks=4,vs=8) R6=ctx() R10=fp0
        1: (b7) r0 = 0                        ; R0_w=0
        """;
    return new Verdict(
        request,
        FakeLanguage.listing(request.file()),
        List.of(Knowledge.read("on_start", 3, Extent.WHOLE, log, Map.of())));
  }
}
