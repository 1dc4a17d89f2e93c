package dev.tandem.registry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A file of keys or certificates.
 *
 * @param file must exist; its ending tells the type: {@code .jks}, {@code .pem} (also {@code .crt},
 *     {@code .cer}), anything else PKCS12
 * @param password of the store and of its key; PEM files have none
 */
public record KeyStoreFile(Path file, Optional<Secret> password) {
  public KeyStoreFile {
    if (!Files.isReadable(file)) {
      throw new RegistrySettingException(
          "key store " + file + " cannot be read: check path and permissions");
    }
    if (type(file).equals("PEM") && password.isPresent()) {
      throw new RegistrySettingException(
          "key store " + file + " is PEM and takes no password: leave the password out");
    }
  }

  String type() {
    return type(file);
  }

  private static String type(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return switch (ending) {
      case "jks" -> "JKS";
      case "pem", "crt", "cer" -> "PEM";
      default -> "PKCS12";
    };
  }
}
