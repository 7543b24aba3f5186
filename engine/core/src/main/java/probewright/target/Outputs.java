package probewright.target;

import java.util.ArrayList;
import java.util.List;
import probewright.btf.Btf;
import probewright.btf.BtfType;
import probewright.compiler.BpfObject;
import probewright.dialect.MapDeclaration;
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
        case HASH, ARRAY, HISTOGRAM ->
            object
                .btf()
                .mapTypes(map.name())
                .ifPresent(
                    types ->
                        outputs.add(
                            new Output.Entries(map.name(), map.kind(), object.btf(), types)));
      }
    }
    return List.copyOf(outputs);
  }

  private static void events(Btf btf, MapDeclaration map, List<Output> outputs) {
    if (map.eventType() != null) {
      btf.struct(map.eventType())
          .map(BtfType::id)
          .ifPresent(type -> outputs.add(new Output.Events(map.name(), EventLayout.of(btf, type))));
    }
  }
}
