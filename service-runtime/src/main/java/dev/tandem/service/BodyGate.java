package dev.tandem.service;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Lets a request pass when its whole body is here. Until then no thread waits for it; a body that
 * is too long or too slow never gets any further.
 */
final class BodyGate extends Handler.Wrapper {
  private final HttpLimits limits;

  BodyGate(HttpLimits limits) {
    this.limits = limits;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    long length = request.getLength();
    if (length <= 0 && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)) {
      return super.handle(request, response, callback);
    }
    if (length > limits.bodyBytes()) {
      tooLong(request, response, callback);
      return true;
    }
    Arriving arriving = new Arriving(request, response, callback);
    arriving.deadline();
    Content.Source.asByteArrayAsync(request, limits.bodyBytes(), arriving);
    return true;
  }

  /** A body on its way: it has come, or failed, or its time is over, whichever is first. */
  private final class Arriving implements Promise.Invocable<byte[]> {
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final AtomicBoolean over = new AtomicBoolean();

    Arriving(Request request, Response response, Callback callback) {
      this.request = request;
      this.response = response;
      this.callback = callback;
    }

    void deadline() {
      Scheduler.Task task =
          request
              .getComponents()
              .getScheduler()
              .schedule(
                  () -> failed(new TimeoutException("its time is over")),
                  limits.bodyMs(),
                  TimeUnit.MILLISECONDS);
      Request.addCompletionListener(request, failure -> task.cancel());
    }

    @Override
    public void succeeded(byte[] bytes) {
      if (over.compareAndSet(false, true)) {
        pass(new Whole(request, bytes), response, callback);
      }
    }

    @Override
    public void failed(Throwable failure) {
      if (over.compareAndSet(false, true)) {
        refuse(failure, request, response, callback);
      }
    }

    @Override
    public InvocationType getInvocationType() {
      return InvocationType.NON_BLOCKING;
    }
  }

  private void pass(Request whole, Response response, Callback callback) {
    try {
      if (!super.handle(whole, response, callback)) {
        Response.writeError(whole, response, callback, HttpStatus.NOT_FOUND_404);
      }
    } catch (Throwable t) { // As Jetty does where it calls a handler.
      Response.writeError(whole, response, callback, t);
    }
  }

  private void refuse(Throwable cause, Request request, Response response, Callback callback) {
    // What is left of the body is not waited for.
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    if (cause instanceof TimeoutException) {
      Response.writeError(
          request,
          response,
          callback,
          HttpStatus.REQUEST_TIMEOUT_408,
          "the body did not come within " + limits.bodyMs() + " ms");
    } else if (cause instanceof IllegalStateException) {
      tooLong(request, response, callback);
    } else {
      Response.writeError(
          request,
          response,
          callback,
          HttpStatus.BAD_REQUEST_400,
          "the body cannot be read: " + cause.getMessage());
    }
  }

  private void tooLong(Request request, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    Response.writeError(
        request,
        response,
        callback,
        HttpStatus.PAYLOAD_TOO_LARGE_413,
        "a body has " + limits.bodyBytes() + " bytes at most");
  }

  /** A request whose body has been read. */
  private static final class Whole extends Request.Wrapper {
    private final int length;
    private final ByteBufferContentSource body;

    Whole(Request request, byte[] bytes) {
      super(request);
      this.length = bytes.length;
      this.body = new ByteBufferContentSource(ByteBuffer.wrap(bytes));
    }

    @Override
    public long getLength() {
      return length;
    }

    @Override
    public Content.Chunk read() {
      return body.read();
    }

    @Override
    public void demand(Runnable demanded) {
      body.demand(demanded);
    }

    @Override
    public void fail(Throwable failure) {
      body.fail(failure);
      super.fail(failure);
    }
  }
}
