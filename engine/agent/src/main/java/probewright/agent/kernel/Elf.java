package probewright.agent.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A 64-bit little-endian ELF file, read where it is asked about. No size or count of the file's is
 * believed: each is held against the file's own length and against a limit. Source: elf(5).
 */
final class Elf implements AutoCloseable {
  static final int SHT_SYMTAB = 2;
  static final int SHT_NOTE = 7;
  static final int SHT_DYNSYM = 11;
  static final int SHT_GNU_VERDEF = 0x6ffffffd;
  static final int SHT_GNU_VERSYM = 0x6fffffff;

  private static final int HEADER = 64;
  private static final int SEGMENT = 56;
  private static final int SECTION = 64;
  private static final int PT_LOAD = 1;
  private static final int MOST_HEADERS = 65535;

  /** Of one section: string tables of the largest binaries have some 20 MiB. */
  private static final long MOST_BYTES = 32 << 20;

  record Segment(long offset, long address, long fileSize) {}

  record Section(
      String name, int type, long address, long offset, long size, int link, long entrySize) {}

  /** What the file is not, in a few words. */
  static final class NotElfException extends IOException {
    private static final long serialVersionUID = 1L;

    NotElfException(String words) {
      super(words);
    }
  }

  private final FileChannel channel;
  private final List<Segment> segments = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();

  private Elf(FileChannel channel) throws IOException {
    this.channel = channel;
    ByteBuffer header = read(0, HEADER);
    if (header.getInt(0) != 0x464c457f) {
      throw new NotElfException("magic");
    }
    if (header.get(4) != 2 || header.get(5) != 1) {
      throw new NotElfException("class");
    }
    segments(header);
    sections(header);
  }

  /**
   * Opens it.
   *
   * @throws NotElfException when it is none, or one of another kind of machine
   */
  static Elf open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    boolean done = false;
    try {
      Elf elf = new Elf(channel);
      done = true;
      return elf;
    } finally {
      if (!done) {
        channel.close();
      }
    }
  }

  private void segments(ByteBuffer header) throws IOException {
    int size = Short.toUnsignedInt(header.getShort(54));
    int count = Short.toUnsignedInt(header.getShort(56));
    if (count == 0 || size != SEGMENT) {
      return;
    }
    ByteBuffer table = read(header.getLong(32), (long) count * size);
    for (int at = 0; at < table.limit(); at += SEGMENT) {
      if (table.getInt(at) == PT_LOAD) {
        segments.add(
            new Segment(table.getLong(at + 8), table.getLong(at + 16), table.getLong(at + 32)));
      }
    }
  }

  private void sections(ByteBuffer header) throws IOException {
    long start = header.getLong(40);
    int size = Short.toUnsignedInt(header.getShort(58));
    if (start == 0 || size != SECTION) {
      return;
    }
    // of more than fit into 16 bits the first section tells the number
    ByteBuffer first = read(start, SECTION);
    int shortCount = Short.toUnsignedInt(header.getShort(60));
    long count = shortCount == 0 ? first.getLong(32) : shortCount;
    int shortNames = Short.toUnsignedInt(header.getShort(62));
    int names = shortNames == 0xffff ? first.getInt(40) : shortNames;
    if (count < 0 || count > MOST_HEADERS) {
      throw new NotElfException("sections");
    }
    ByteBuffer table = read(start, count * SECTION);
    if (names < 0 || names >= count) {
      return;
    }
    ByteBuffer words =
        read(table.getLong(names * SECTION + 24), table.getLong(names * SECTION + 32));
    for (int at = 0; at < table.limit(); at += SECTION) {
      sections.add(
          new Section(
              string(words, Integer.toUnsignedLong(table.getInt(at))),
              table.getInt(at + 4),
              table.getLong(at + 16),
              table.getLong(at + 24),
              table.getLong(at + 32),
              table.getInt(at + 40),
              table.getLong(at + 56)));
    }
  }

  List<Segment> segments() {
    return segments;
  }

  List<Section> sections() {
    return sections;
  }

  Optional<Section> section(int type) {
    return sections.stream().filter(section -> section.type == type).findFirst();
  }

  Optional<Section> section(String name) {
    return sections.stream().filter(section -> section.name.equals(name)).findFirst();
  }

  /** The section that another one's link names. */
  Section linked(Section section) throws IOException {
    if (section.link < 0 || section.link >= sections.size()) {
      throw new NotElfException("link");
    }
    return sections.get(section.link);
  }

  ByteBuffer read(Section section) throws IOException {
    return read(section.offset, section.size);
  }

  private ByteBuffer read(long offset, long size) throws IOException {
    if (offset < 0 || size < 0 || size > MOST_BYTES || offset > channel.size() - size) {
      throw new NotElfException("cut short");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, offset + bytes.position()) < 0) {
        throw new NotElfException("cut short");
      }
    }
    return bytes.flip();
  }

  /** Where in the file an address lies, or -1 when it is in no segment. */
  long offset(long address) {
    for (Segment segment : segments) {
      long within = address - segment.address;
      if (within >= 0 && within < segment.fileSize) {
        return segment.offset + within;
      }
    }
    return -1;
  }

  /** The text at a place of a string table, empty when it is beyond the end. */
  static String string(ByteBuffer table, long at) {
    int end = (int) Math.min(Math.max(at, 0), table.limit());
    int start = end;
    while (end < table.limit() && table.get(end) != 0) {
      end++;
    }
    return new String(
        table.array(), table.arrayOffset() + start, end - start, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
