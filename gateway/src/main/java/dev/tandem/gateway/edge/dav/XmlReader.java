package dev.tandem.gateway.edge.dav;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads the XML of a request, hardened: UTF-8, no document type, so no entity but the five of XML
/// itself is ever expanded or fetched, no processing instruction, and bounds on depth, elements and
/// text. What breaks one of them is refused before anything is done with it.
final class XmlReader {
  private final DavLimits limits;
  private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();

  XmlReader(DavLimits limits) {
    this.limits = limits;
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_VALIDATING, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("nothing is fetched");
        });
  }

  /// The root element of `body`.
  ///
  /// @throws DavRefusal 400, which says no more than that it cannot be read
  XmlElement read(byte[] body) {
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text(body)));
      try {
        return new Reading(reader).document();
      } finally {
        reader.close();
      }
    } catch (CharacterCodingException e) {
      throw DavRefusal.malformed("Send XML in UTF-8.");
    } catch (XMLStreamException e) {
      throw DavRefusal.malformed("Send well-formed XML without a document type.");
    }
  }

  private static String text(byte[] body) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /// One document as it is read.
  private final class Reading {
    private final XMLStreamReader reader;
    private int elements;

    Reading(XMLStreamReader reader) {
      this.reader = reader;
    }

    XmlElement document() throws XMLStreamException {
      String declared = reader.getCharacterEncodingScheme();
      if (declared != null && !declared.equalsIgnoreCase("utf-8")) {
        throw DavRefusal.malformed("Send XML in UTF-8.");
      }
      for (int event = reader.next();
          event != XMLStreamConstants.START_ELEMENT;
          event = reader.next()) {
        refuseUnlessIgnorable(event);
      }
      XmlElement root = element(1);
      while (reader.hasNext()) {
        refuseUnlessIgnorable(reader.next());
      }
      return root;
    }

    private XmlElement element(int depth) throws XMLStreamException {
      elements++;
      if (depth > limits.xmlDepth() || elements > limits.xmlElements()) {
        throw DavRefusal.malformed(
            "Send at most %d elements, %d inside each other."
                .formatted(limits.xmlElements(), limits.xmlDepth()));
      }
      QName name = reader.getName();
      Map<String, String> attributes = attributes();
      List<XmlElement> children = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      while (true) {
        int event = reader.next();
        switch (event) {
          case XMLStreamConstants.START_ELEMENT -> children.add(element(depth + 1));
          case XMLStreamConstants.END_ELEMENT -> {
            return new XmlElement(name, attributes, children, text.toString());
          }
          case XMLStreamConstants.CHARACTERS,
              XMLStreamConstants.CDATA,
              XMLStreamConstants.SPACE -> {
            text.append(reader.getText());
            bound(text.length());
          }
          default -> refuseUnlessIgnorable(event);
        }
      }
    }

    private Map<String, String> attributes() {
      Map<String, String> attributes = new LinkedHashMap<>();
      for (int i = 0; i < reader.getAttributeCount(); i++) {
        bound(reader.getAttributeValue(i).length());
        String namespace = reader.getAttributeNamespace(i);
        if (namespace == null || namespace.isEmpty()) {
          attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
      }
      return attributes;
    }

    private void bound(int chars) {
      if (chars > limits.xmlTextChars()) {
        throw DavRefusal.malformed(
            "Send at most %d characters of text an element.".formatted(limits.xmlTextChars()));
      }
    }

    private void refuseUnlessIgnorable(int event) {
      switch (event) {
        case XMLStreamConstants.COMMENT,
            XMLStreamConstants.SPACE,
            XMLStreamConstants.CHARACTERS,
            XMLStreamConstants.END_DOCUMENT -> {}
        default ->
            throw DavRefusal.malformed(
                "Send XML without a document type, entities or processing instructions.");
      }
    }
  }
}
