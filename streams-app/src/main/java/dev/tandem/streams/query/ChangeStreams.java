package dev.tandem.streams.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.counting.Dimension;
import dev.tandem.counting.Metric;
import dev.tandem.service.EventOutput;
import dev.tandem.streams.changes.ChangeEvent;
import dev.tandem.streams.changes.ChangeFilter;
import dev.tandem.streams.changes.ChangeHub;
import dev.tandem.streams.changes.ChangeQueue;
import dev.tandem.streams.changes.PeerLine;
import dev.tandem.streams.changes.PeerStreams;
import dev.tandem.streams.query.Views.ChangeView;
import dev.tandem.streams.query.Views.GapView;
import dev.tandem.streams.query.Views.OverflowView;
import dev.tandem.streams.query.Views.ReadyView;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Changes of a metric as server-sent events, and as lines for other instances. Each listener has a
 * queue, and a thread of the server that empties it: one that reads slowly waits for itself alone,
 * and loses its connection where it stops reading.
 */
final class ChangeStreams {
  static final String PEER_PATH = "/internal/changes";

  private static final int QUEUE_KEYS = 10_000;
  private static final long LOOK_EVERY_MS = 1_000;
  private static final int HEARTBEAT_LOOKS = 5;

  private final ObjectMapper json;

  /** Writes to one who listens. */
  private interface Writer {
    void write(List<ChangeEvent> events) throws IOException;

    void heartbeat() throws IOException;
  }

  ChangeStreams(ObjectMapper json) {
    this.json = json;
  }

  /** The dimensions that are asked for, by their place in the metric. */
  static ChangeFilter filter(Context request, Metric metric) {
    SortedMap<Integer, String> values = new TreeMap<>();
    for (int i = 0; i < metric.dimensions().size(); i++) {
      String value = request.queryParam(metric.dimensions().get(i).text());
      if (value != null) {
        values.put(i, value);
      }
    }
    return new ChangeFilter(metric.id(), values);
  }

  /** Answers who listens to the whole application; returns when they are gone. */
  void events(Context request, Metric metric, Backend backend)
      throws IOException, InterruptedException {
    ChangeFilter filter = filter(request, metric);
    try (ChangeQueue queue = new ChangeQueue(QUEUE_KEYS);
        PeerStreams others = backend.peerChanges(peerPath(metric, filter), queue)) {
      OutputStream out = EventOutput.begin(request, "text/event-stream");
      serve(backend.changes(), filter, queue, others::follow, new EventWriter(out, metric, others));
    }
  }

  /** Answers another instance what changes at this one. */
  void lines(Context request, Metric metric, Backend backend)
      throws IOException, InterruptedException {
    try (ChangeQueue queue = new ChangeQueue(QUEUE_KEYS)) {
      OutputStream out = EventOutput.begin(request, "application/x-ndjson");
      serve(backend.changes(), filter(request, metric), queue, () -> {}, new LineWriter(out));
    }
  }

  private static void serve(
      ChangeHub hub, ChangeFilter filter, ChangeQueue queue, Runnable follow, Writer writer)
      throws IOException, InterruptedException {
    hub.add(filter, queue);
    try {
      // Told first of all, a listener knows from when on it is told everything.
      follow.run();
      writer.heartbeat();
      for (int look = 1; !queue.isClosed(); look++) {
        writer.write(queue.take(LOOK_EVERY_MS));
        follow.run();
        if (look % HEARTBEAT_LOOKS == 0) {
          writer.heartbeat();
        }
      }
    } catch (IOException e) {
      // The listener has gone, which is how such an answer ends.
      queue.close();
    } finally {
      hub.remove(filter, queue);
    }
  }

  private static String peerPath(Metric metric, ChangeFilter filter) {
    StringBuilder path = new StringBuilder(PEER_PATH);
    path.append("?metric=").append(URLEncoder.encode(metric.id(), UTF_8));
    filter
        .values()
        .forEach(
            (place, value) -> {
              Dimension dimension = metric.dimensions().get(place);
              path.append('&').append(dimension.text());
              path.append('=').append(URLEncoder.encode(value, UTF_8));
            });
    return path.toString();
  }

  private final class LineWriter implements Writer {
    private final OutputStream out;

    LineWriter(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(List<ChangeEvent> events) throws IOException {
      for (ChangeEvent event : events) {
        line(PeerLine.of(event));
      }
      if (!events.isEmpty()) {
        out.flush();
      }
    }

    @Override
    public void heartbeat() throws IOException {
      line(PeerLine.NOTHING);
      out.flush();
    }

    private void line(PeerLine line) throws IOException {
      out.write(json.writeValueAsBytes(line));
      out.write('\n');
    }
  }

  private final class EventWriter implements Writer {
    private final OutputStream out;
    private final Metric metric;
    private final PeerStreams others;
    private boolean ready;

    EventWriter(OutputStream out, Metric metric, PeerStreams others) {
      this.out = out;
      this.metric = metric;
      this.others = others;
    }

    @Override
    public void write(List<ChangeEvent> events) throws IOException {
      tellReady();
      for (ChangeEvent event : events) {
        if (event instanceof ChangeEvent.Changed changed) {
          event("count", ChangeView.of(changed.counted(), metric));
        } else if (event instanceof ChangeEvent.Overflow overflow) {
          event("overflow", new OverflowView(overflow.dropped()));
        } else if (event instanceof ChangeEvent.Gap gap) {
          event("gap", new GapView(gap.reason()));
        }
      }
      if (!events.isEmpty()) {
        out.flush();
      }
    }

    @Override
    public void heartbeat() throws IOException {
      tellReady();
      out.write(": still here\n\n".getBytes(UTF_8));
      out.flush();
    }

    private void tellReady() throws IOException {
      if (!ready && others.isComplete()) {
        ready = true;
        event("ready", new ReadyView(1 + others.size()));
        out.flush();
      }
    }

    private void event(String name, Object data) throws IOException {
      out.write(("event: " + name + "\ndata: ").getBytes(UTF_8));
      out.write(json.writeValueAsBytes(data));
      out.write("\n\n".getBytes(UTF_8));
    }
  }

  /** What the API's document says of the stream. */
  static Map<String, Class<?>> eventViews() {
    return Map.of(
        "count", ChangeView.class,
        "overflow", OverflowView.class,
        "gap", GapView.class,
        "ready", ReadyView.class);
  }
}
