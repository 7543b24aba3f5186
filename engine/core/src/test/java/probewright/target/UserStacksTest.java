package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import probewright.agent.wire.AgentException;
import probewright.output.Frame;

/** Names of a process that changes while it is looked at. */
class UserStacksTest {
  private static final int PID = 7;

  /** A process of one program, whose runtime makes code. */
  private static final class Demo implements ProcessFiles {
    private final List<String> maps =
        new ArrayList<>(List.of("1000-2000 r-xp 00000000 08:01 12 /usr/bin/demo"));
    private final List<String> perfMap = new ArrayList<>();
    private int readings;

    /** Code of the runtime's own, 4,096 bytes of it, with its name. */
    void makes(long address, String name) {
      maps.add("%x-%x r-xp 00000000 00:00 0".formatted(address, address + 4096));
      names(address, name);
    }

    void names(long address, String name) {
      perfMap.add("%x 40 %s".formatted(address, name));
    }

    @Override
    public List<String> maps() {
      readings++;
      return List.copyOf(maps);
    }

    @Override
    public UserSymbols mappedSymbols(String path, String range) {
      return new UserSymbols(List.of("0 100 f main"));
    }

    @Override
    public List<String> perfMap() throws AgentException {
      readings++;
      if (perfMap.isEmpty()) {
        throw new AgentException("file.missing");
      }
      return List.copyOf(perfMap);
    }
  }

  private final Demo process = new Demo();
  private final AtomicLong nanos = new AtomicLong(5);
  private final UserStacks stacks = new UserStacks(pid -> process, nanos::get);

  @Test
  void codeThatWasMadeAMomentAgoHasItsName() throws Exception {
    assertThat(name(0x1010)).isEqualTo("main");
    process.makes(0x9000, "first");
    assertThat(name(0x9010)).isEqualTo("first");
    process.makes(0x8000, "second");
    assertThat(name(0x8010)).isEqualTo("second");
    process.names(0x8040, "third");
    assertThat(name(0x8050)).isEqualTo("third");
  }

  @Test
  void anAddressThatIsNowhereIsLookedForOnceASecond() throws Exception {
    assertThat(name(0x1010)).isEqualTo("main");
    for (int i = 0; i < 100; i++) {
      assertThat(reason(0x77008)).isEqualTo(Frame.Reason.UNMAPPED);
    }
    assertThat(process.readings).isEqualTo(2);
    process.makes(0x77000, "late");
    assertThat(reason(0x77008)).isEqualTo(Frame.Reason.UNMAPPED);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(name(0x77008)).isEqualTo("late");
  }

  /** Stacks of code without frame pointers hold many an address that is none. */
  @Test
  void manyAddressesThatAreNowhereCostAFewReadings() throws Exception {
    for (long page = 0x100; page < 0x1100; page++) {
      assertThat(reason(page << 12)).isEqualTo(Frame.Reason.UNMAPPED);
    }
    assertThat(process.readings).isBetween(1, 10);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    process.makes(0x77000, "late");
    assertThat(name(0x77008)).isEqualTo("late");
  }

  private String name(long address) throws Exception {
    Frame frame = stacks.frame(PID, address);
    assertThat(frame).isInstanceOf(Frame.Known.class);
    return ((Frame.Known) frame).symbol();
  }

  private Frame.Reason reason(long address) throws Exception {
    Frame frame = stacks.frame(PID, address);
    assertThat(frame).isInstanceOf(Frame.Unknown.class);
    return ((Frame.Unknown) frame).reason();
  }
}
