package probewright.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import probewright.agent.wire.Body;
import probewright.compiler.BpfObject;
import probewright.dialect.MapDeclaration;
import probewright.probes.Attachment;

/**
 * What an agent is told of an object that it is to load.
 *
 * @param targets of the functions that are loaded, where the verifier must know the place; else
 *     empty
 * @param together those of them that are attached to many functions at once
 */
record LoadRequest(BpfObject object, Map<String, String> targets, Set<String> together) {
  static LoadRequest of(BpfObject object, AttachOptions options, Set<String> together) {
    Map<String, String> targets = new LinkedHashMap<>();
    for (Attachment attachment : object.expanded().attachments()) {
      targets.putIfAbsent(attachment.function(), target(attachment));
    }
    options.later().forEach(function -> targets.putIfAbsent(function, ""));
    for (MapDeclaration map : object.expanded().maps()) {
      // what is only reached by a tail call is loaded as well
      map.programs().forEach(function -> targets.putIfAbsent(function, ""));
    }
    return new LoadRequest(object, targets, together);
  }

  /** What the verifier must know the place of. */
  private static String target(Attachment attachment) {
    return switch (attachment.probe().kind()) {
      case FENTRY, FEXIT, FMOD_RET, LSM, ITER, TP_BTF -> attachment.probe().parts().get(0);
      default -> "";
    };
  }

  /** With the maps that outlive it. */
  Body pinned() {
    List<Body> pins = new ArrayList<>();
    for (MapDeclaration map : object.expanded().maps()) {
      if (!map.path().isEmpty()) {
        pins.add(Body.with().put("map", map.name()).put("path", map.path()).done());
      }
    }
    return Body.with().putAll(body()).put("pins", pins).done();
  }

  Body body() {
    List<Body> programs = new ArrayList<>();
    targets.forEach(
        (name, target) ->
            programs.add(
                Body.with()
                    .put("name", name)
                    .put("target", target)
                    .put("many", together.contains(name))
                    .done()));
    return Body.with().put("elf", object.elf()).put("programs", programs).done();
  }
}
