package dev.tandem.fiscalxml;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the elements around records are, by their names. */
final class Envelope {
  private static final List<String> FAMILIES =
      List.of(
          "NFe", "CTe", "CTeOS", "CTeSimp", "GTVe", "MDFe", "BPe", "BPeTM", "BPeTA", "NF3e",
          "NFCom", "NFAg", "NFGas", "DCe");

  private static final Set<String> TRANSPARENT = transparent();
  private static final Set<String> ANSWERS = answers();

  private Envelope() {}

  /**
   * Whether an element is itself a part of a record, or holds only like parts: what is in it
   * stands, as it were, directly in the element around it.
   */
  static boolean isTransparent(String name) {
    return TRANSPARENT.contains(name);
  }

  /** Whether an element is the authority's answer to a request, with or without records in it. */
  static boolean isAnswer(String name, String namespace) {
    return ANSWERS.contains(name) && FiscalNamespace.of(namespace).isPresent();
  }

  private static Set<String> transparent() {
    Set<String> names =
        new HashSet<>(
            Set.of(
                "CFe",
                "CFeCanc",
                "evento",
                "retEvento",
                "envEvento",
                "retEnvEvento",
                "cancNFe",
                "retCancNFe",
                "cancCTe",
                "retCancCTe",
                "inutNFe",
                "retInutNFe",
                "inutCTe",
                "retInutCTe"));
    for (String family : FAMILIES) {
      names.addAll(List.of(family, "prot" + family, "evento" + family, "retEvento" + family));
    }
    return Set.copyOf(names);
  }

  private static Set<String> answers() {
    Set<String> names =
        new HashSet<>(
            Set.of(
                "retEnvEvento",
                "retDistDFeInt",
                "retDownloadNFe",
                "retConsNFeDest",
                "retEnviCte",
                "retConsReciCte",
                "retConsSitCte"));
    for (String family : FAMILIES) {
      names.addAll(
          List.of(
              "ret" + family, "retEnvi" + family, "retConsReci" + family, "retConsSit" + family));
    }
    return Set.copyOf(names);
  }
}
