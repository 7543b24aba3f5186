package probewright.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import probewright.btf.BpfCode;
import probewright.btf.LineInfo;
import probewright.bytecode.Disassembler;
import probewright.compiler.BpfObject;
import probewright.compiler.Origins;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Place;
import probewright.diagnostics.ProblemException;

/** Lists the instructions of compiled programs. */
final class Listings {
  private static final Pattern HELPER =
      Pattern.compile("\\*(?:const )?(bpf_\\w+)\\)\\([^;]*\\)\\s*=\\s*\\(void \\*\\)\\s*(\\d+);");

  private final Disassembler disassembler;

  Listings() {
    Map<Integer, String> helpers = new HashMap<>();
    Matcher declared = HELPER.matcher(Toolchain.helperDeclarations());
    while (declared.find()) {
      helpers.put(Integer.valueOf(declared.group(2)), declared.group(1));
    }
    disassembler = new Disassembler(helpers);
  }

  Listing of(BpfObject object) throws ProblemException {
    LineInfo lines = LineInfo.of(object.elf());
    Origins origins = Origins.of(object.expanded());
    Map<String, BpfCode.Function> functions = new HashMap<>();
    List<BpfCode.Function> all = BpfCode.of(object.elf());
    all.forEach(function -> functions.put(function.name(), function));
    List<Listing.Program> programs = new ArrayList<>();
    for (BpfCode.Function function : all) {
      if (!function.section().equals(".text")) {
        List<Listing.Instruction> instructions = new ArrayList<>();
        for (LineInfo.Part part : lines.parts(function.name())) {
          BpfCode.@Nullable Function code = functions.get(part.function());
          if (code == null) {
            continue;
          }
          for (Disassembler.Instruction one : disassembler.of(code.code(), code.symbols())) {
            int index = part.start() + one.index();
            @Nullable Place place =
                lines
                    .find(function.name(), index)
                    .map(line -> origins.ofPresumed(line.file(), line.line(), line.column()))
                    .orElse(null);
            instructions.add(new Listing.Instruction(index, one.text(), part.function(), place));
          }
        }
        programs.add(new Listing.Program(function.name(), instructions));
      }
    }
    return new Listing(programs);
  }
}
