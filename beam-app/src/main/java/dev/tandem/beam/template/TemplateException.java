package dev.tandem.beam.template;

/**
 * A template that is started, or written, with what cannot be: names it, its value and the remedy.
 */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TemplateException(String message) {
    super(message);
  }

  public TemplateException(String message, Throwable cause) {
    super(message, cause);
  }
}
