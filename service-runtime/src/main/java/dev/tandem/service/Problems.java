package dev.tandem.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * What the server itself refuses, as {@code application/problem+json} (RFC 9457): never a page,
 * never a stack trace.
 */
final class Problems extends ErrorHandler {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String TYPE = "application/problem+json";
  private static final int LONGEST_DETAIL = 300;

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status =
        request.getAttribute(ERROR_STATUS) instanceof Integer given
            ? given
            : HttpStatus.INTERNAL_SERVER_ERROR_500;
    String detail =
        HttpStatus.isServerError(status) && request.getAttribute(ERROR_EXCEPTION) != null
            ? "an answer failed; the log says why"
            : String.valueOf(request.getAttribute(ERROR_MESSAGE));
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, TYPE);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    if (HttpStatus.isServerError(status)) {
      response.getHeaders().put("Retry-After", "1");
    }
    response.write(true, ByteBuffer.wrap(json(status, detail)), callback);
    return true;
  }

  private static byte[] json(int status, String detail) {
    return JSON.createObjectNode()
        .put("status", status)
        .put("title", HttpStatus.getMessage(status))
        .put("detail", printable(detail))
        .toString()
        .getBytes(UTF_8);
  }

  /** Without what a terminal would act on, and not too long. */
  static String printable(String text) {
    String shown = text.length() > LONGEST_DETAIL ? text.substring(0, LONGEST_DETAIL) : text;
    return ControlCharacters.replaced(shown);
  }
}
