package probewright.app.session;

import java.util.List;
import probewright.app.panels.Distribution;
import probewright.app.panels.EventLine;
import probewright.app.panels.EventsModel;
import probewright.app.panels.HistogramModel;
import probewright.app.panels.PanelModel;
import probewright.app.panels.TraceModel;
import probewright.output.LossLedger;
import probewright.output.TraceLine;
import probewright.target.StreamListener;

/**
 * What one run has sent: a model for each of its outputs, and the ledger of what was received and
 * lost. Every model is bounded. Filled on the engine's threads, read on the window's.
 */
final class RunData {
  private final LossLedger ledger = new LossLedger();
  private volatile List<PanelModel> panels = List.of();

  void outputs(List<RunOutput> outputs) {
    panels = outputs.stream().map(RunData::panel).toList();
  }

  private static PanelModel panel(RunOutput output) {
    if (output instanceof RunOutput.Events events) {
      return new EventsModel(events.name(), events.columns());
    }
    if (output instanceof RunOutput.Trace trace) {
      return new TraceModel(trace.name());
    }
    return new HistogramModel(output.name());
  }

  List<PanelModel> panels() {
    return panels;
  }

  LossLedger.Counts ledger() {
    return ledger.snapshot().total();
  }

  /** What all histograms have counted together. */
  long counted() {
    long all = 0;
    for (PanelModel model : panels) {
      if (model instanceof HistogramModel histogram) {
        all += histogram.counts().total();
      }
    }
    return all;
  }

  void event(String stream, EventLine event) {
    ledger.received(stream, 1, 0);
    for (PanelModel model : panels) {
      if (model instanceof EventsModel events && events.name().equals(stream)) {
        events.append(event);
      }
    }
  }

  void traceLine(TraceLine line) {
    if (line instanceof TraceLine.Lost lost) {
      ledger.kernelLost(StreamListener.TRACE_PIPE, lost.events());
    } else {
      ledger.received(StreamListener.TRACE_PIPE, 1, 0);
    }
    for (PanelModel model : panels) {
      if (model instanceof TraceModel trace) {
        trace.append(line);
      }
    }
  }

  void lost(String stream, long kernel, long agent) {
    ledger.kernelLost(stream, kernel);
    ledger.agentDropped(stream, agent);
    for (PanelModel model : panels) {
      if (model.name().equals(stream)) {
        model.lost(kernel, agent);
      }
    }
  }

  void counts(String histogram, Distribution last) {
    for (PanelModel model : panels) {
      if (model instanceof HistogramModel shown && shown.name().equals(histogram)) {
        shown.set(last);
      }
    }
  }
}
