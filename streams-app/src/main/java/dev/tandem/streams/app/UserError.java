package dev.tandem.streams.app;

/** Something the user can mend: shown as its message alone. */
class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UserError(String message) {
    super(message);
  }
}
