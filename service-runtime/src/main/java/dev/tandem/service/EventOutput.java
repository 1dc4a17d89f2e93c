package dev.tandem.service;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The output of an answer that lasts as long as somebody listens. A listener that does not take a
 * piece in time loses its connection, so that writing fails.
 */
public final class EventOutput extends OutputStream {
  private final OutputStream out;
  private final StreamProgress progress;

  private EventOutput(OutputStream out, StreamProgress progress) {
    this.out = out;
    this.progress = progress;
    progress.writing(false);
  }

  /** Begins an answer of a media type. */
  public static EventOutput begin(Context request, String mediaType) throws IOException {
    request.res().setContentType(mediaType);
    request.res().setCharacterEncoding("utf-8");
    request.res().setHeader("Cache-Control", "no-store");
    // A proxy that gathers answers would keep them.
    request.res().setHeader("X-Accel-Buffering", "no");
    Object progress = request.req().getAttribute(StreamProgress.class.getName());
    return new EventOutput(
        request.res().getOutputStream(),
        progress instanceof StreamProgress known ? known : writing -> {});
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    progress.writing(true);
    out.write(bytes, from, length);
    progress.writing(false);
  }

  @Override
  public void flush() throws IOException {
    progress.writing(true);
    out.flush();
    progress.writing(false);
  }
}
