package dev.tandem.registry;

/** Who asks the registry. */
public sealed interface Credentials {

  /** Nobody in particular. */
  record Anonymous() implements Credentials {}

  /** HTTP basic authentication. */
  record Basic(String user, Secret password) implements Credentials {
    public Basic {
      if (user.isEmpty() || user.contains(":")) {
        throw new RegistrySettingException(
            "registry user \"" + user + "\" must not be empty and must not contain a colon");
      }
    }
  }

  /** HTTP bearer authentication with a fixed token. */
  record Bearer(Secret token) implements Credentials {}
}
