package dev.tandem.parity.documents;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.localstack.generator.DocumentGenerator;
import dev.tandem.localstack.generator.LoadProfile;
import dev.tandem.localstack.generator.SpreadArrivals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Documents as they are stored, and files that are none. */
public final class Sources {
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final int SEED = 12;

  private Sources() {}

  /** Generated ones, and those of folders that are there. */
  public static SortedMap<String, byte[]> documents(int generated, List<Path> folders)
      throws IOException {
    SortedMap<String, byte[]> documents = new TreeMap<>();
    LoadProfile profile = LoadProfile.standard().withIssuers(20);
    DocumentGenerator generator =
        new DocumentGenerator(SEED, profile, new SpreadArrivals(SEED, profile, NOW, generated));
    for (int i = 0; i < generated; i++) {
      String xml = generator.row(i).xml().replaceFirst("(?s)^[\uFEFF\\s]*<\\?xml[^>]*>", "");
      documents.put("generated-%04d.xml".formatted(i), xml.getBytes(UTF_8));
    }
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          for (Path file : files.filter(f -> f.toString().endsWith(".xml")).toList()) {
            documents.put(file.getFileName().toString(), Files.readAllBytes(file));
          }
        }
      }
    }
    return documents;
  }

  /** Bytes of every kind that a folder may hold. */
  public static SortedMap<String, byte[]> hostile() {
    byte[] random = new byte[5_000];
    new Random(SEED).nextBytes(random);
    byte[] large = new byte[5 * 1024 * 1024 + 1];
    Arrays.fill(large, (byte) ' ');
    String nfe = "<NFe><infNFe Id='NFe1' versao='4.00'/></NFe>";
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put("x-empty", new byte[0]);
    files.put("x-blank", " \r\n".getBytes(UTF_8));
    files.put("x-random", random);
    files.put("x-large", large);
    files.put("x-utf-32-le", new byte[] {-1, -2, 0, 0, '<', 0, 0, 0});
    files.put("x-utf-32-be", new byte[] {0, 0, -2, -1, 0, 0, 0, '<'});
    files.put("x-nuls", new byte[16]);
    files.put("x-one-nul", new byte[1]);
    files.put("x-nul-within", nfe.replace("4.00", "4\u0000").getBytes(UTF_8));
    files.put("x-nul-between", nfe.replace("/></NFe>", "/>\u0000</NFe>").getBytes(UTF_8));
    files.put("x-utf-16-nul", new byte[] {-1, -2, '<', 0, 'a', 0, 0, 0, '/', 0, '>', 0});
    files.put("x-utf-16-odd", new byte[] {-1, -2, '<', 0, 'a'});
    files.put("x-mark-alone", new byte[] {-17, -69, -65});
    files.put("x-latin-1", nfe.replace("4.00", "\u00e3").getBytes(ISO_8859_1));
    files.put("x-zip", "PK\u0003\u0004 and more".getBytes(ISO_8859_1));
    files.put("x-gzip-cut", Arrays.copyOf(Packing.gzip(nfe.getBytes(UTF_8)), 20));
    files.put("x-gzip-in-gzip", Packing.gzip(Packing.gzip(nfe.getBytes(UTF_8))));
    files.put("x-gzip-bomb", Packing.gzip(Packing.gzip(new byte[100 << 20])));
    files.put("x-base64", "UEsDBBQAAAAIAAAAAAAAAAAA".getBytes(UTF_8));
    files.put("x-json", "{\"a\": 1}".getBytes(UTF_8));
    files.put("x-name \u00e9 '\"\n\u001b[31m%s;.xml", nfe.getBytes(UTF_8));
    return files;
  }
}
