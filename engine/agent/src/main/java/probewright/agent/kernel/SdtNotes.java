package probewright.agent.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The static probes (USDT) that a file carries, as lines. Source: the
 * "UserSpaceProbeImplementation" page of systemtap, whose sys/sdt.h makes the notes.
 */
final class SdtNotes {
  private static final int STAPSDT = 3;
  private static final int ADDRESSES = 24;

  private SdtNotes() {}

  /**
   * A line for each place of each probe: {@code PROVIDER NAME OFFSET SEMAPHORE ARGUMENTS}, apart by
   * tabs; offset (in the file) and semaphore (an address, 0 for none) in hexadecimal, arguments as
   * the note spells them.
   */
  static byte[] lines(Elf elf) throws IOException {
    StringBuilder lines = new StringBuilder();
    long base = elf.section(".stapsdt.base").map(Elf.Section::address).orElse(0L);
    for (Elf.Section section : elf.sections()) {
      if (section.type() == Elf.SHT_NOTE && section.name().equals(".note.stapsdt")) {
        add(elf, elf.read(section), base, lines);
      }
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void add(Elf elf, ByteBuffer notes, long base, StringBuilder lines) {
    long at = 0;
    while (at + 12 <= notes.limit()) {
      int here = (int) at;
      long nameSize = Integer.toUnsignedLong(notes.getInt(here));
      long size = Integer.toUnsignedLong(notes.getInt(here + 4));
      int type = notes.getInt(here + 8);
      long start = at + 12 + aligned(nameSize);
      if (start + size > notes.limit()) {
        return;
      }
      if (type == STAPSDT && size >= ADDRESSES && Elf.string(notes, at + 12).equals("stapsdt")) {
        line(elf, notes.slice((int) start, (int) size).order(notes.order()), base)
            .ifPresent(lines::append);
      }
      at = start + aligned(size);
    }
  }

  private static long aligned(long size) {
    return (size + 3) & ~3L;
  }

  private static Optional<String> line(Elf elf, ByteBuffer note, long base) {
    // a file that was prelinked has moved since, by as much as its base has
    long moved = base == 0 ? 0 : base - note.getLong(8);
    long offset = elf.offset(note.getLong(0) + moved);
    String provider = Elf.string(note, ADDRESSES);
    int name = ADDRESSES + bytes(provider) + 1;
    int arguments = name + bytes(Elf.string(note, name)) + 1;
    if (offset < 0) {
      return Optional.empty();
    }
    return Optional.of(
        String.join(
                "\t",
                provider,
                Elf.string(note, name),
                Long.toHexString(offset),
                Long.toHexString(note.getLong(16) == 0 ? 0 : note.getLong(16) + moved),
                Elf.string(note, arguments))
            + "\n");
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
