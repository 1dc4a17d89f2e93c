package dev.tandem.streams.query;

import dev.tandem.counting.Metric;
import dev.tandem.counting.Window;
import dev.tandem.domain.AccessKey;
import dev.tandem.streams.counts.Counts;
import dev.tandem.streams.counts.CountsAnswer;
import dev.tandem.streams.counts.CountsQuestion.OfKey;
import dev.tandem.streams.counts.CountsQuestion.OfWindow;
import dev.tandem.streams.counts.Measure;
import dev.tandem.streams.why.DocumentWhy;
import dev.tandem.streams.why.WindowReasons;
import dev.tandem.streams.why.WindowWhy;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.function.Supplier;

/** Answers why. */
final class Whys {
  private final Questions questions;
  private final Supplier<Backend> backend;

  Whys(Questions questions, Supplier<Backend> backend) {
    this.questions = questions;
    this.backend = backend;
  }

  void window(Context request) {
    Metric metric = questions.metric(request);
    Window window = questions.window(request, metric);
    boolean staleAllowed = questions.staleAllowed(request);
    Counts counts = backend.get().counts();
    List<CountsAnswer> answers;
    if (questions.hasDimensions(request, metric)) {
      OfKey asked =
          new OfKey(
              metric.id(),
              questions.dimensions(request, metric),
              window.startMs(),
              window.startMs() + 1);
      answers = List.of(counts.ofOwner(asked, staleAllowed));
    } else {
      answers = counts.ofAll(new OfWindow(metric.id(), window, Measure.DOCUMENTS, 1), staleAllowed);
    }
    WindowWhy why =
        WindowReasons.of(
            metric,
            window,
            answers,
            backend.get().reported().progress(),
            System.currentTimeMillis() - questions.arrivalSlackMs());
    Replies.stale(request, why.stale());
    request.json(why);
  }

  void document(Context request) {
    String accessKey = request.pathParam("accessKey");
    if (!AccessKey.isWellFormed(accessKey)) {
      throw new BadRequest(
          "accessKey", accessKey, "an access key has 44 characters, as printed on the document");
    }
    DocumentWhy why =
        backend
            .get()
            .documents()
            .of(accessKey, questions.staleAllowed(request))
            .orElseThrow(
                () ->
                    new NotFoundResponse(
                        "no capture of "
                            + accessKey
                            + " has been taken from the log yet; /v1/progress says how far it is"));
    Replies.stale(request, why.stale());
    request.json(why);
  }
}
