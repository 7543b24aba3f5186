package probewright.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import probewright.agent.bpf.Bpf;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;
import probewright.agent.wire.MalformedFrameException;

/** What the verifier knows of programs. Nothing stays loaded, so any thread may ask. */
final class StoryRequests {
  private final Bpf bpf;

  StoryRequests(Bpf bpf) {
    this.bpf = bpf;
  }

  Body verify(Body request) throws AgentException, MalformedFrameException {
    List<Body> stories = new ArrayList<>();
    for (Bpf.Story story : bpf.verify(request.bytes("elf"), ProgramRequests.programs(request))) {
      stories.add(
          Body.with()
              .put("name", story.program())
              .put("steps", story.steps())
              .put("part", story.part().name().toLowerCase(Locale.ROOT))
              .put("log", story.log())
              .done());
    }
    return Body.with().put("programs", stories).done();
  }
}
