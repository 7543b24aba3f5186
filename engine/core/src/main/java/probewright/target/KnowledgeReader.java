package probewright.target;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import probewright.agent.wire.Body;
import probewright.agent.wire.MalformedFrameException;
import probewright.btf.BpfCode;
import probewright.btf.LineInfo;
import probewright.compiler.BpfObject;
import probewright.diagnostics.ProblemException;
import probewright.dialect.MapDeclaration;
import probewright.verifier.Knowledge;
import probewright.verifier.Knowledge.Extent;

/** Reads what an agent answers to {@code verify}. */
final class KnowledgeReader {
  private final LineInfo lines;
  private final Set<String> maps;
  private final Map<String, BpfCode.Function> functions = new HashMap<>();

  KnowledgeReader(BpfObject object) throws ProblemException {
    lines = LineInfo.of(object.elf());
    maps = object.expanded().maps().stream().map(MapDeclaration::name).collect(Collectors.toSet());
    BpfCode.of(object.elf()).forEach(function -> functions.put(function.name(), function));
  }

  List<Knowledge> read(Body reply) throws MalformedFrameException {
    List<Knowledge> all = new ArrayList<>();
    for (Body told : reply.bodies("programs")) {
      String program = told.text("name");
      all.add(
          Knowledge.read(
              program, told.number("steps"), extent(told), told.text("log"), maps(program)));
    }
    return all;
  }

  private static Extent extent(Body told) throws MalformedFrameException {
    String part = told.text("part");
    for (Extent extent : Extent.values()) {
      if (extent.name().toLowerCase(Locale.ROOT).equals(part)) {
        return extent;
      }
    }
    throw new MalformedFrameException("part", part);
  }

  /** Which instructions load the address of which map. */
  private Map<Integer, String> maps(String program) {
    Map<Integer, String> named = new HashMap<>();
    for (LineInfo.Part part : lines.parts(program)) {
      BpfCode.Function function = functions.get(part.function());
      if (function != null) {
        function
            .symbols()
            .forEach(
                (index, symbol) -> {
                  if (maps.contains(symbol)) {
                    named.put(part.start() + index, symbol);
                  }
                });
      }
    }
    return named;
  }
}
