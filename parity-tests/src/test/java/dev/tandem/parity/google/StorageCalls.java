package dev.tandem.parity.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cloud Storage's JSON API, as far as Beam's client asks it: buckets, objects, uploads. */
final class StorageCalls {
  private static final String TIME = "2026-11-22T00:00:00.000Z";
  private static final String LOCATION = "US-CENTRAL1";
  private static final Pattern RANGE =
      Pattern.compile("bytes (?:([0-9]+)-([0-9]+)|\\*)/([0-9]+|\\*)");
  private static final Pattern PART = Pattern.compile("bytes=([0-9]+)-([0-9]*)");
  private static final int RESUME = 308;

  private final RequestSchemas schemas;
  private final Map<String, Integer> buckets;
  private final SortedMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private final Map<String, Upload> uploads = new HashMap<>();
  private final AtomicLong ids = new AtomicLong();

  /** A resumable upload that is under way. */
  private record Upload(
      String bucket, String name, String contentType, ByteArrayOutputStream bytes) {}

  /**
   * @param buckets what is answered of each: 200, or 403 where it is somebody else's
   */
  StorageCalls(RequestSchemas schemas, Map<String, Integer> buckets) {
    this.schemas = schemas;
    this.buckets = Map.copyOf(buckets);
  }

  /** Everything that was uploaded, by {@code gs://bucket/name}. */
  SortedMap<String, byte[]> objects() {
    return objects;
  }

  /** Puts an object there. */
  void put(String uri, byte[] content) {
    objects.put(uri, content);
  }

  boolean takes(Call call) {
    return !call.path().isEmpty()
        && Set.of("storage", "download", "upload", "resumable").contains(call.path().get(0));
  }

  Answer answer(Call call, String root) {
    if (call.is("GET", "storage", "v1", "b", "*")) {
      call.takes("projection", "userProject", "ifMetagenerationMatch");
      return bucket(call.path().get(3));
    }
    if (call.is("GET", "storage", "v1", "b", "*", "o", "*")) {
      call.takes("projection", "userProject", "generation");
      return object(call);
    }
    if (call.is("GET", "download", "storage", "v1", "b", "*", "o", "*")) {
      call.takes("projection", "userProject", "generation");
      return media(call);
    }
    if (call.is("POST", "upload", "storage", "v1", "b", "*", "o")
        || call.is("POST", "resumable", "upload", "storage", "v1", "b", "*", "o")) {
      call.takes(
          "uploadType", "name", "ifGenerationMatch", "kmsKeyName", "projection", "userProject");
      return begin(call, root);
    }
    if (call.is("PUT", "upload", "storage", "v1", "b", "*", "o")) {
      call.takes("uploadType", "upload_id");
      return goOn(call);
    }
    throw new Refusal(400, "there is no such method: " + call);
  }

  private Answer bucket(String name) {
    check(name);
    ObjectNode answer = schemas.object();
    answer.put("kind", "storage#bucket").put("id", name).put("name", name);
    answer.put("location", LOCATION).put("storageClass", "STANDARD").put("timeCreated", TIME);
    return Answer.json(schemas.check("BucketAnswer", answer));
  }

  private void check(String bucket) {
    int status = buckets.getOrDefault(bucket, 404);
    if (status == 404) {
      throw new Refusal(404, "The specified bucket does not exist.");
    }
    if (status != 200) {
      throw new Refusal(
          status,
          "The caller does not have storage.buckets.get access to the Google Cloud Storage"
              + " bucket.");
    }
  }

  private Answer object(Call call) {
    if ("media".equals(call.query().get("alt"))) {
      return media(call);
    }
    byte[] content = content(call);
    List<String> path = call.path();
    return Answer.json(
        described(path.get(path.size() - 3), path.get(path.size() - 1), content.length));
  }

  /** All of it, or the part that is asked for. */
  private Answer media(Call call) {
    if (!"media".equals(call.query().get("alt"))) {
      throw new Refusal(400, "a download that is not alt=media: " + call);
    }
    byte[] content = content(call);
    Matcher part = PART.matcher(call.headers().getOrDefault("range", ""));
    if (!part.matches()) {
      return Answer.media(content);
    }
    int from = Integer.parseInt(part.group(1));
    int to =
        part.group(2).isEmpty()
            ? content.length
            : Math.min(content.length, Integer.parseInt(part.group(2)) + 1);
    return Answer.part(content, from, to);
  }

  private byte[] content(Call call) {
    List<String> path = call.path();
    String bucket = path.get(path.size() - 3);
    check(bucket);
    String name = path.get(path.size() - 1);
    byte[] content = objects.get(uri(bucket, name));
    if (content == null) {
      throw new Refusal(404, "No such object: " + bucket + "/" + name);
    }
    return content;
  }

  private ObjectNode described(String bucket, String name, long size) {
    ObjectNode answer = schemas.object();
    answer.put("kind", "storage#object").put("id", bucket + "/" + name + "/1");
    answer.put("bucket", bucket).put("name", name).put("size", Long.toString(size));
    answer.put("generation", "1").put("metageneration", "1");
    answer.put("contentType", "application/octet-stream").put("storageClass", "STANDARD");
    answer.put("timeCreated", TIME).put("updated", TIME);
    return schemas.check("ObjectAnswer", answer);
  }

  private synchronized Answer begin(Call call, String root) {
    String bucket = call.path().get(call.path().indexOf("b") + 1);
    check(bucket);
    if (!"resumable".equals(call.query().get("uploadType"))) {
      throw new Refusal(400, "uploadType is not resumable: " + call);
    }
    ObjectNode metadata =
        call.body().length == 0
            ? schemas.object().put("name", call.query().getOrDefault("name", ""))
            : schemas.read("ObjectInsert", call.text());
    String name = call.query().getOrDefault("name", metadata.path("name").asText());
    if (name.isEmpty()) {
      throw new Refusal(400, "an upload without a name: " + call);
    }
    String id = Long.toString(ids.incrementAndGet());
    uploads.put(
        id,
        new Upload(
            bucket,
            name,
            call.headers().getOrDefault("x-upload-content-type", ""),
            new ByteArrayOutputStream()));
    return Answer.empty(
        200,
        Map.of(
            "Location",
            root + "/upload/storage/v1/b/" + bucket + "/o?uploadType=resumable&upload_id=" + id));
  }

  private synchronized Answer goOn(Call call) {
    Upload upload = uploads.get(call.query().getOrDefault("upload_id", ""));
    if (upload == null) {
      throw new Refusal(400, "there is no such upload: " + call);
    }
    Matcher range = RANGE.matcher(call.headers().getOrDefault("content-range", "bytes */*"));
    if (!range.matches()) {
      throw new Refusal(
          400, "Content-Range cannot be read: " + call.headers().get("content-range"));
    }
    if (range.group(1) != null) {
      long from = Long.parseLong(range.group(1));
      long to = Long.parseLong(range.group(2));
      if (from != upload.bytes().size() || to - from + 1 != call.body().length) {
        throw new Refusal(400, "Content-Range does not go on from what was sent: " + range.group());
      }
    }
    upload.bytes().writeBytes(call.body());
    String total = range.group(3);
    if (total.equals("*") && call.headers().containsKey("content-range")) {
      return Answer.empty(RESUME, Map.of("Range", "bytes=0-" + (upload.bytes().size() - 1)));
    }
    if (!total.equals("*") && Long.parseLong(total) != upload.bytes().size()) {
      return Answer.empty(RESUME, Map.of("Range", "bytes=0-" + (upload.bytes().size() - 1)));
    }
    uploads.remove(call.query().get("upload_id"));
    byte[] content = upload.bytes().toByteArray();
    objects.put(uri(upload.bucket(), upload.name()), content);
    return Answer.json(described(upload.bucket(), upload.name(), content.length));
  }

  private static String uri(String bucket, String name) {
    return "gs://" + bucket + "/" + name;
  }
}
