package probewright.app.attachments;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import probewright.diagnostics.Place;
import probewright.dialect.HeadLines;
import probewright.dialect.HeadLines.AttachLine;
import probewright.dialect.HeadLines.Edit;
import probewright.probes.Attachment;

/**
 * What a program attaches to: the lines at its head as they stand, and what the names of its
 * functions say, as last analysed. JavaFX thread.
 */
public final class AttachmentsModel {
  private final TextSide side;
  private final ObservableList<Entry> entries = FXCollections.observableArrayList();
  private HeadLines head = HeadLines.of("");
  private List<Attachment> named = List.of();

  /** One of them. */
  public sealed interface Entry {
    /** A line at the head; {@code attachment} is empty while it is wrong or half typed. */
    record OfLine(AttachLine line) implements Entry {
      public Optional<Attachment> attachment() {
        return line.attachment();
      }
    }

    /** Told by a function's name, or by the macro that defines it. */
    record OfName(Attachment attachment) implements Entry {}
  }

  public AttachmentsModel(TextSide side) {
    this.side = side;
  }

  /** In the order of the text. */
  public ObservableList<Entry> entries() {
    return entries;
  }

  /** The head of the text is another one now. */
  public void read(HeadLines now) {
    head = now;
    rebuild();
  }

  /** What the newest analysis found, lines at the head and all. */
  public void analysed(List<Attachment> found) {
    named = List.copyOf(found);
    rebuild();
  }

  private void rebuild() {
    List<Entry> all = new ArrayList<>();
    head.attachments().forEach(line -> all.add(new Entry.OfLine(line)));
    for (Attachment attachment : named) {
      Place place = attachment.place();
      if (place != null && (!side.holds(place) || place.line() > headEnd())) {
        all.add(new Entry.OfName(attachment));
      }
    }
    // a chip that is the same stays, with the focus that it may have
    if (!entries.equals(all)) {
      entries.setAll(all);
    }
  }

  private int headEnd() {
    return (int) side.text().substring(0, head.end()).chars().filter(c -> c == '\n').count();
  }

  /** Goes to where the text says it. */
  public void goTo(Entry entry) {
    if (entry instanceof Entry.OfLine own) {
      side.select(own.line().spot().start(), own.line().spot().end());
    } else if (entry instanceof Entry.OfName name) {
      Place place = name.attachment().place();
      if (place != null) {
        side.goTo(place);
      }
    }
  }

  /** Selects a line's spelling for a person to write another one in its place, as one change. */
  public void change(Entry.OfLine entry) {
    side.select(entry.line().spot().start(), entry.line().spot().end());
    side.complete();
  }

  public void remove(Entry.OfLine entry) {
    side.edit(HeadLines.remove(entry.line().spot()));
  }

  /** Writes the beginning of a further line and offers what can follow. */
  public void add() {
    Edit edit = head.attach(side.text(), "");
    side.edit(edit);
    int caret = edit.start() + edit.text().length() - 1;
    side.select(caret, caret);
    side.complete();
  }
}
