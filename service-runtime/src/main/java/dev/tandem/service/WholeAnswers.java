package dev.tandem.service;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Gathers an answer and writes it when it is whole: the thread that made it does not wait until a
 * client has read it. Event streams go out as they come, and so does what is larger than an answer
 * should be. (Jetty's BufferedResponseHandler was tried: the servlets' threads waited all the
 * same.)
 */
final class WholeAnswers extends Handler.Wrapper {
  /** As much as is gathered of one answer. */
  static final int MOST_BYTES = 1 << 20;

  private static final Set<String> STREAMS = Set.of("text/event-stream", "application/x-ndjson");

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    return super.handle(request, new Gathering(request, response), callback);
  }

  /** Written to by one thread at a time. */
  private static final class Gathering extends Response.Wrapper {
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private boolean through;

    Gathering(Request request, Response response) {
      super(request, response);
    }

    @Override
    public void write(boolean last, ByteBuffer content, Callback callback) {
      through |= isStream();
      if (through) {
        super.write(last, content, callback);
        return;
      }
      byte[] bytes = content == null ? new byte[0] : BufferUtil.toArray(content);
      gathered.writeBytes(bytes);
      BufferUtil.clear(content);
      through = last || gathered.size() > MOST_BYTES;
      if (through) {
        super.write(last, ByteBuffer.wrap(gathered.toByteArray()), callback);
        gathered.reset();
      } else {
        callback.succeeded();
      }
    }

    private boolean isStream() {
      String type = getHeaders().get(HttpHeader.CONTENT_TYPE);
      return type != null && STREAMS.contains(MimeTypes.getContentTypeWithoutCharset(type));
    }
  }
}
