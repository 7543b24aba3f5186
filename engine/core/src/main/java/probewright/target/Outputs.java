package probewright.target;

import java.util.ArrayList;
import java.util.List;
import probewright.btf.Btf;
import probewright.btf.BtfType;
import probewright.btf.MapTypes;
import probewright.btf.Show;
import probewright.compiler.BpfObject;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.MapDeclaration;
import probewright.dialect.MapKind;
import probewright.dialect.ShowComment;
import probewright.output.Column;
import probewright.output.EventLayout;
import probewright.output.MapShown;

/** Finds what an object will send and hold. */
final class Outputs {
  private Outputs() {}

  static List<Output> of(BpfObject object) {
    List<Output> outputs = new ArrayList<>();
    if (object.expanded().printsTrace()) {
      outputs.add(new Output.Trace());
    }
    for (MapDeclaration map : object.expanded().maps()) {
      switch (map.kind()) {
        case PERF_OUTPUT, RINGBUF_OUTPUT -> events(object, map, outputs);
        default -> {
          if (map.kind().isReadable()) {
            MapTypes types = object.btf().mapTypes(map.name()).orElse(new MapTypes(0, 0));
            outputs.add(
                new Output.Entries(
                    map.name(),
                    map.kind(),
                    object.btf(),
                    types.in(layout(map.kind())),
                    shows(object.expanded(), map.name())));
          }
        }
      }
    }
    return List.copyOf(outputs);
  }

  private static MapTypes.Layout layout(MapKind kind) {
    if (kind == MapKind.STACK_TRACE) {
      return MapTypes.Layout.STACK;
    }
    return kind.isPerCpu() ? MapTypes.Layout.PER_CPU : MapTypes.Layout.ONE;
  }

  private static List<Show> shows(ExpandedProgram program, String output) {
    return program.shows().stream()
        .map(ShowComment::show)
        .filter(show -> show.output().equals(output))
        .toList();
  }

  /** What the program wants shown and its maps and events do not have: warnings. */
  static List<Problem> unshown(ExpandedProgram program, List<Output> outputs) {
    List<Problem> problems = new ArrayList<>();
    for (ShowComment comment : program.shows()) {
      Show show = comment.show();
      for (Output output : outputs) {
        if (output.name().equals(show.output()) && !has(output, show)) {
          problems.add(
              Problem.errorAt(
                      Stage.COMPILE,
                      comment.place(),
                      "show.field",
                      show.output(),
                      String.join(".", show.path()),
                      show.format().word(),
                      String.join(", ", members(output)))
                  .asWarning());
        }
      }
    }
    return problems;
  }

  private static boolean has(Output output, Show show) {
    return output instanceof Output.Events events
        ? events.layout().has(show)
        : output instanceof Output.Entries map && MapShown.has(map.btf(), map.types(), show);
  }

  private static List<String> members(Output output) {
    if (output instanceof Output.Events events) {
      return events.layout().columns().stream().map(Column::name).toList();
    }
    return output instanceof Output.Entries map
        ? MapShown.members(map.btf(), map.types())
        : List.of();
  }

  private static void events(BpfObject object, MapDeclaration map, List<Output> outputs) {
    Btf btf = object.btf();
    btf.variable(map.eventVariable())
        .map(variable -> btf.resolve(variable.type()))
        .filter(BtfType.Pointer.class::isInstance)
        .map(pointer -> ((BtfType.Pointer) pointer).target())
        .ifPresent(
            type ->
                outputs.add(
                    new Output.Events(
                        map.name(),
                        EventLayout.of(btf, type, shows(object.expanded(), map.name())))));
  }
}
