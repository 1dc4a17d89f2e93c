package dev.tandem.service;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers each request on the threads of its {@link Lane}. */
final class Lanes extends Handler.Wrapper {
  private static final long KEEP_THREAD_SECONDS = 30;

  private final List<Running> lanes = new ArrayList<>();
  private final Clients clients;

  private record Running(Lane lane, ThreadPoolExecutor threads) {}

  /**
   * @param lanes the first whose paths match is a request's; the last matches all
   * @param clients is told of answers that are made and not yet read
   */
  Lanes(List<Lane> lanes, Clients clients) {
    this.clients = clients;
    lanes.forEach(lane -> this.lanes.add(new Running(lane, threads(lane))));
  }

  private static ThreadPoolExecutor threads(Lane lane) {
    BlockingQueue<Runnable> queue =
        lane.queued() == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(lane.queued());
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            lane.queued() == 0 ? 0 : lane.threads(),
            lane.threads(),
            KEEP_THREAD_SECONDS,
            TimeUnit.SECONDS,
            queue,
            task -> {
              Thread thread =
                  new Thread(task, "http-" + lane.name() + '-' + number.getAndIncrement());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    for (Running running : lanes) {
      if (running.lane().paths().test(path)) {
        try {
          running.threads().execute(() -> answer(request, response, callback));
        } catch (RejectedExecutionException e) {
          response.getHeaders().put("Retry-After", "1");
          Response.writeError(
              request,
              response,
              callback,
              HttpStatus.SERVICE_UNAVAILABLE_503,
              "as many as this instance can serve are being answered already");
        }
        return true;
      }
    }
    return false;
  }

  private void answer(Request request, Response response, Callback callback) {
    try {
      if (!super.handle(request, response, callback)) {
        Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
      }
      clients.made(request);
    } catch (Throwable t) { // As Jetty does where it calls a handler.
      Response.writeError(request, response, callback, t);
    }
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    lanes.forEach(running -> running.threads().shutdownNow());
  }
}
