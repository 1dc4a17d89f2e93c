package dev.tandem.fiscalxml;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The namespaces of fiscal documents; a good part of the stored ones has none
 * (docs/fiscal-documents.md).
 */
enum FiscalNamespace {
  NFE("http://www.portalfiscal.inf.br/nfe"),
  CTE("http://www.portalfiscal.inf.br/cte"),
  MDFE("http://www.portalfiscal.inf.br/mdfe"),
  BPE("http://www.portalfiscal.inf.br/bpe"),
  NF3E("http://www.portalfiscal.inf.br/nf3e"),
  NFCOM("http://www.portalfiscal.inf.br/nfcom"),
  NFAG("http://www.portalfiscal.inf.br/nfag"),
  NFGAS("http://www.portalfiscal.inf.br/nfgas"),
  DCE("http://www.portalfiscal.inf.br/dce"),
  /** Of CF-e SAT, where it has one at all. */
  SAT("http://www.fazenda.sp.gov.br/sat"),
  NFSE("http://www.sped.fazenda.gov.br/nfse"),
  NONE("");

  private static final Map<String, FiscalNamespace> BY_URI =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(space -> space.uri, Function.identity()));

  private final String uri;

  FiscalNamespace(String uri) {
    this.uri = uri;
  }

  static Optional<FiscalNamespace> of(String uri) {
    return Optional.ofNullable(BY_URI.get(uri));
  }

  /** Whether it is that of a family whose documents are never counted. */
  boolean foreign() {
    return this != NFE && this != CTE && this != NONE;
  }
}
