package probewright.app.window;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import probewright.lessons.LessonProgram;

/** Leads from a list of programs to the open programs. */
final class OpenWays implements Welcome.Ways {
  private final Programs programs;
  private final Supplier<List<Path>> recent;

  OpenWays(Programs programs, Supplier<List<Path>> recent) {
    this.programs = programs;
    this.recent = recent;
  }

  @Override
  public void lesson(LessonProgram program) {
    programs.lesson(program);
  }

  @Override
  public void recent(Path file) {
    programs.open(file);
  }

  @Override
  public void open() {
    @Nullable Path near = recent.get().isEmpty() ? null : recent.get().get(0);
    programs.choose(near);
  }

  @Override
  public void create() {
    programs.create();
  }
}
