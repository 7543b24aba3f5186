package probewright.target;

import java.util.ArrayList;
import java.util.List;
import probewright.btf.Btf;
import probewright.btf.BtfType;
import probewright.btf.MapTypes;
import probewright.compiler.BpfObject;
import probewright.dialect.MapDeclaration;
import probewright.dialect.MapKind;
import probewright.output.EventLayout;

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
        case PERF_OUTPUT, RINGBUF_OUTPUT -> events(object.btf(), map, outputs);
        default -> {
          if (map.kind().isReadable()) {
            MapTypes types = object.btf().mapTypes(map.name()).orElse(new MapTypes(0, 0));
            outputs.add(
                new Output.Entries(
                    map.name(), map.kind(), object.btf(), types.in(layout(map.kind()))));
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

  private static void events(Btf btf, MapDeclaration map, List<Output> outputs) {
    btf.variable(map.eventVariable())
        .map(variable -> btf.resolve(variable.type()))
        .filter(BtfType.Pointer.class::isInstance)
        .map(pointer -> ((BtfType.Pointer) pointer).target())
        .ifPresent(type -> outputs.add(new Output.Events(map.name(), EventLayout.of(btf, type))));
  }
}
