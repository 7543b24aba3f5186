package probewright.app.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import probewright.app.attachments.AttachmentsModel.Entry;
import probewright.app.attachments.ParametersModel.Row;
import probewright.app.attachments.ParametersModel.Trouble;
import probewright.diagnostics.Place;
import probewright.dialect.HeadLines;
import probewright.dialect.HeadLines.Edit;
import probewright.dialect.ParameterType;
import probewright.probes.Attachment;
import probewright.probes.Probe;
import probewright.probes.ProbeKind;

/** The form and the text, without a window. */
class HeadModelsTest {
  private static final String TEXT =
      """
      // attach: kprobe:vfs_read=on_read
      // param: PID int = 42   whose reads
      int on_read(struct pt_regs *ctx) { return PID; }
      int kprobe__vfs_write(struct pt_regs *ctx) { return 0; }
      """;

  private final Text side = new Text();
  private final AttachmentsModel attachments = new AttachmentsModel(side);
  private int told;
  private final ParametersModel parameters = new ParametersModel(side, () -> told++);

  /** A text that tells the models of its edits, as the editor does. */
  private final class Text implements TextSide {
    private String text = TEXT;
    private String selected = "";
    private int edits;
    private int completed;
    private @Nullable Place gone;

    @Override
    public String text() {
      return text;
    }

    @Override
    public void edit(Edit edit) {
      edits++;
      write(text.substring(0, edit.start()) + edit.text() + text.substring(edit.end()));
    }

    void write(String now) {
      text = now;
      attachments.read(HeadLines.of(text));
      parameters.read(HeadLines.of(text));
    }

    @Override
    public void select(int start, int end) {
      selected = text.substring(0, start) + "[" + text.substring(start, end) + "]";
      selected = selected.substring(selected.lastIndexOf('\n') + 1);
    }

    @Override
    public boolean holds(Place place) {
      return place.file().equals("a.c");
    }

    @Override
    public void goTo(Place place) {
      gone = place;
    }

    @Override
    public void complete() {
      completed++;
    }
  }

  @BeforeEach
  void read() {
    side.write(TEXT);
  }

  private static final Attachment NAMED =
      new Attachment(
          Probe.of(ProbeKind.KPROBE, "vfs_write"),
          "kprobe__vfs_write",
          new Place("a.c", 4, 5, 4, 22));

  private Row row() {
    return parameters.rows().get(0);
  }

  @Test
  void linesAndNamesAreShownOnce() {
    Attachment ofLine =
        new Attachment(
            Probe.of(ProbeKind.KPROBE, "vfs_read"), "on_read", new Place("a.c", 1, 12, 1, 35));
    attachments.analysed(List.of(NAMED, ofLine));
    assertThat(attachments.entries()).hasSize(2);
    assertThat(attachments.entries().get(0)).isInstanceOf(Entry.OfLine.class);
    assertThat(attachments.entries().get(1)).isEqualTo(new Entry.OfName(NAMED));
    attachments.goTo(attachments.entries().get(1));
    assertThat(side.gone).isEqualTo(NAMED.place());
    attachments.goTo(attachments.entries().get(0));
    assertThat(side.selected).isEqualTo("// attach: [kprobe:vfs_read=on_read]");
  }

  @Test
  void aFunctionOfAHeaderIsAttachedWhereverItStandsThere() {
    Attachment inHeader =
        new Attachment(
            Probe.of(ProbeKind.KPROBE, "vfs_open"),
            "kprobe__vfs_open",
            new Place("x.h", 1, 5, 1, 21));
    attachments.analysed(List.of(inHeader));
    assertThat(attachments.entries()).hasSize(2);
    attachments.goTo(attachments.entries().get(1));
    assertThat(side.gone).isEqualTo(inHeader.place());
  }

  @Test
  void aFurtherLineIsBegunInTheText() {
    attachments.add();
    assertThat(side.text).startsWith("// attach: kprobe:vfs_read=on_read\n// attach: \n// param:");
    assertThat(side.selected).isEqualTo("// attach: []");
    assertThat(side.completed).isEqualTo(1);
    assertThat(side.edits).isEqualTo(1);
    assertThat(attachments.entries()).hasSize(2);
  }

  @Test
  void linesChangeAndGoByOneEdit() {
    Entry.OfLine line = (Entry.OfLine) attachments.entries().get(0);
    // what is written in place of it is the change
    attachments.change(line);
    assertThat(side.selected).isEqualTo("// attach: [kprobe:vfs_read=on_read]");
    assertThat(side.completed).isEqualTo(1);
    assertThat(side.edits).isZero();
    attachments.remove(line);
    assertThat(side.text).startsWith("// param: PID");
    assertThat(side.edits).isEqualTo(1);
    assertThat(attachments.entries()).isEmpty();
  }

  @Test
  void declarationsAreWrittenToTheText() {
    parameters.type(row(), ParameterType.U64);
    assertThat(side.text).contains("// param: PID u64 = 42   whose reads\n");
    parameters.initial(row(), "7");
    parameters.describe(row(), "whose calls");
    assertThat(side.text).contains("// param: PID u64 = 7   whose calls\n");
    parameters.initial(row(), "");
    assertThat(side.text).contains("// param: PID u64   whose calls\n");
    assertThat(row().trouble()).isEqualTo(Trouble.MISSING);
    parameters.add();
    parameters.add();
    assertThat(parameters.rows())
        .extracting(r -> r.parameter().name())
        .containsExactly("PID", "PARAM", "PARAM2");
    parameters.remove(parameters.rows().get(1));
    assertThat(side.text).contains("// param: PARAM2 u64 = 0\n").doesNotContain("PARAM u64");
  }

  @Test
  void whatIsWrittenInTheTextIsShown() {
    side.write(TEXT.replace("42", "43"));
    assertThat(row().parameter().initial()).isEqualTo("43");
    int edits = side.edits;
    parameters.initial(row(), "43");
    assertThat(side.edits).isEqualTo(edits);
  }

  @Test
  void aValueOfThisRunIsNotWritten() {
    parameters.give(row(), "0x10");
    assertThat(parameters.values()).isEqualTo(Map.of("PID", "0x10"));
    assertThat(side.text).isEqualTo(TEXT);
    assertThat(told).isEqualTo(1);
    parameters.give(row(), "many");
    assertThat(row().trouble()).isEqualTo(Trouble.WRONG);
    parameters.give(row(), "42");
    assertThat(parameters.values()).isEmpty();
    assertThat(row().trouble()).isEqualTo(Trouble.NONE);
  }

  @Test
  void aValueFollowsItsParametersNameAndGoesWithIt() {
    parameters.give(row(), "7");
    parameters.rename(row(), "TASK");
    assertThat(side.text).contains("// param: TASK int = 42");
    assertThat(parameters.values()).isEqualTo(Map.of("TASK", "7"));
    parameters.rename(row(), "not a name");
    assertThat(side.text).contains("TASK int");
    parameters.remove(row());
    assertThat(parameters.values()).isEmpty();
  }
}
