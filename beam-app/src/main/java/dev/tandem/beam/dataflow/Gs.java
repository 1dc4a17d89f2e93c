package dev.tandem.beam.dataflow;

/** Places in Cloud Storage. */
final class Gs {
  private static final String OBJECT =
      "gs://[a-z0-9][-a-z0-9_.]{1,220}[a-z0-9](/[^/\\s*?\\[\\]#]+)+/?";

  private Gs() {}

  /** Whether a text is {@code gs://BUCKET/PATH}, as Dataflow takes it. */
  static boolean isObject(String text) {
    return text.matches(OBJECT);
  }

  /** The bucket of a place. */
  static String bucket(String place) {
    return place.substring("gs://".length()).split("/", 2)[0];
  }

  /** A place below another. */
  static String below(String place, String name) {
    return (place.endsWith("/") ? place : place + "/") + name;
  }
}
