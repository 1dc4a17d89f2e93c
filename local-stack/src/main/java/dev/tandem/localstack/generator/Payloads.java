package dev.tandem.localstack.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.localstack.generator.Role.NoticeKind;
import dev.tandem.localstack.generator.Style.Namespaces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/** Makes payloads of documents, events and notices, alone or several in an envelope. */
final class Payloads {
  private static final String NFE_XMLNS = Slots.xmlns(Model.NFE);

  private final DocumentWriter documents;
  private final NoticeWriter notices;

  Payloads(DocumentWriter documents, NoticeWriter notices) {
    this.documents = documents;
    this.notices = notices;
  }

  private record Simple(BiConsumer<StringBuilder, Namespaces> writer, Consumer<FactList> describer)
      implements Payload {
    @Override
    public void write(StringBuilder out, Namespaces namespaces) {
      writer.accept(out, namespaces);
    }

    @Override
    public void describe(FactList facts) {
      describer.accept(facts);
    }
  }

  /** The document, then what came in its row. */
  Payload document(DocumentSpec spec, EventPlanner events) {
    return new Simple(
        (out, namespaces) ->
            prefixed(
                out,
                namespaces,
                spec.model(),
                (text, xmlns) ->
                    documents.write(text, spec, xmlns, namespaces == Namespaces.REPEATED)),
        facts -> {
          facts.document(spec);
          if (spec.embedded() != DocumentSpec.Embedded.NOTHING) {
            facts.event(events.embedded(spec));
          }
        });
  }

  Payload event(EventSpec event) {
    return new Simple(
        (out, namespaces) ->
            prefixed(
                out,
                namespaces,
                event.about().model(),
                (text, xmlns) -> documents.events().write(text, event, xmlns)),
        facts -> facts.event(event));
  }

  Payload notice(NoticeKind kind, DocumentSpec about) {
    return new Simple(
        (out, namespaces) -> notices.write(out, kind, about, xmlns(Model.NFE, namespaces)),
        facts -> facts.other(notices.key(kind, about), kind.name()));
  }

  /** {@code enviNFe}: documents without their protocols. */
  Payload sentLot(List<DocumentSpec> specs) {
    List<DocumentSpec> bare = specs.stream().map(DocumentSpec::withoutProtocol).toList();
    return new Simple(
        (out, namespaces) ->
            prefixed(
                out,
                namespaces,
                Model.NFE,
                (text, xmlns) -> {
                  text.append("<enviNFe versao=\"4.00\"").append(xmlns);
                  text.append("><idLote>1</idLote><indSinc>0</indSinc>");
                  bare.forEach(spec -> documents.writeBare(text, spec, ""));
                  text.append("</enviNFe>");
                }),
        facts -> bare.forEach(facts::document));
  }

  /** {@code envEvento}: a request, which nobody has answered. */
  Payload requestLot(EventSpec event) {
    return new Simple(
        (out, namespaces) -> {
          out.append("<envEvento versao=\"1.00\"").append(NFE_XMLNS);
          out.append("><idLote>1</idLote>");
          documents.events().writeRequest(out, event, "");
          out.append("</envEvento>");
        },
        facts -> facts.other(event.about().key(), EventKind.CANCELLATION_UNANSWERED.name()));
  }

  /** {@code retDistDFeInt}: each payload compressed by itself. */
  Payload distribution(List<Payload> parts) {
    return new Simple(
        (out, namespaces) -> {
          out.append("<retDistDFeInt versao=\"1.01\"").append(NFE_XMLNS);
          out.append("><tpAmb>1</tpAmb><verAplic>1.7.6</verAplic><cStat>138</cStat>");
          out.append("<xMotivo>Documento(s) localizado(s)</xMotivo>");
          out.append("<dhResp>2001-01-01T00:00:00-03:00</dhResp>");
          out.append("<ultNSU>000000000000009</ultNSU><maxNSU>000000000000009</maxNSU>");
          out.append("<loteDistDFeInt>");
          for (int i = 0; i < parts.size(); i++) {
            out.append("<docZip NSU=\"00000000000000").append(i + 1);
            out.append("\" schema=\"procNFe_v4.00.xsd\">").append(zipped(parts.get(i)));
            out.append("</docZip>");
          }
          out.append("</loteDistDFeInt></retDistDFeInt>");
        },
        facts -> parts.forEach(part -> part.describe(facts)));
  }

  /** In an envelope, with the namespaces of the web service around it. */
  Payload soap(String message, Payload inner) {
    return new Simple(
        (out, namespaces) -> {
          out.append("<soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\">");
          out.append("<soap:Header/><soap:Body><").append(message);
          out.append(" xmlns=\"http://www.portalfiscal.inf.br/nfe/wsdl/NFeDistribuicaoDFe\">");
          inner.write(out, namespaces == Namespaces.NONE ? Namespaces.DEFAULT : namespaces);
          out.append("</").append(message).append("></soap:Body></soap:Envelope>");
        },
        inner::describe);
  }

  private static String zipped(Payload part) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
    part.write(xml, Namespaces.DEFAULT);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(xml.toString().getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("compressing in memory", e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static void prefixed(
      StringBuilder out,
      Namespaces namespaces,
      Model model,
      BiConsumer<StringBuilder, String> writer) {
    if (namespaces != Namespaces.PREFIXED) {
      writer.accept(out, xmlns(model, namespaces));
      return;
    }
    StringBuilder plain = new StringBuilder(16_384);
    writer.accept(plain, Slots.xmlns(model));
    Prefixer.prefix(out, plain.toString(), model.isNfe() ? "nfe" : "ns2");
  }

  private static String xmlns(Model model, Namespaces namespaces) {
    return namespaces == Namespaces.NONE ? "" : Slots.xmlns(model);
  }
}
