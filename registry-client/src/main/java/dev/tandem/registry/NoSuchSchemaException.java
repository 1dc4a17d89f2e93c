package dev.tandem.registry;

/** No record can have been written with a schema of that id, or with none that can be read. */
public final class NoSuchSchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoSuchSchemaException(String message) {
    super(message);
  }

  NoSuchSchemaException(String message, Throwable cause) {
    super(message, cause);
  }
}
