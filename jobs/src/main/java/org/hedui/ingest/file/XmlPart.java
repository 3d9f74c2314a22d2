package org.hedui.ingest.file;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One XML part of a workbook, read forward. Names are local names, so that any prefix and both
 * namespaces of ISO/IEC 29500 do. Document types are not read, so no entity can be defined.
 */
final class XmlPart implements Closeable {
  private final WorkbookParts.Measured in;
  private final XMLStreamReader xml;
  private int depth;

  XmlPart(WorkbookParts.Measured in) {
    this.in = in;
    try {
      XMLInputFactory factory = new InputFactoryImpl();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      xml = factory.createXMLStreamReader(in);
    } catch (XMLStreamException | RuntimeException e) {
      throw e instanceof UnreadableFileException known ? known : damaged(e);
    }
  }

  /** Moves to the next tag or text; false at the end of the part. */
  boolean next() {
    try {
      if (!xml.hasNext()) {
        return false;
      }
      int event = xml.next();
      in.token();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
    } catch (XMLStreamException | RuntimeException e) {
      throw e instanceof UnreadableFileException known ? known : damaged(e);
    }
    if (depth > Limits.XML_DEPTH) {
      throw new UnreadableFileException(
          FileReason.ZIP_BOMB, "The workbook's XML is nested deeper than any spreadsheet does.");
    }
    return true;
  }

  /** Whether this is the start tag {@code name}. */
  boolean starts(String name) {
    return xml.getEventType() == XMLStreamConstants.START_ELEMENT
        && xml.getLocalName().equals(name);
  }

  /** Whether this is the end tag {@code name}. */
  boolean ends(String name) {
    return xml.getEventType() == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(name);
  }

  /** The value of an attribute of this start tag, whatever its namespace. */
  Optional<String> attribute(String name) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals(name)) {
        return Optional.of(xml.getAttributeValue(i));
      }
    }
    return Optional.empty();
  }

  /** The text of an element without child elements, whose start tag this is. */
  String text() {
    StringBuilder text = new StringBuilder();
    int inside = depth;
    while (next() && depth >= inside) {
      if (xml.isCharacters()) {
        text.append(characters());
        if (text.length() > Limits.CELL_CHARACTERS) {
          throw new UnreadableFileException(
              FileReason.TOO_LARGE,
              "A cell holds more than %,d characters.".formatted(Limits.CELL_CHARACTERS));
        }
      }
    }
    return text.toString();
  }

  /** The text here; the parser reads it only now, so that it may fail here. */
  private String characters() {
    try {
      return xml.getText();
    } catch (RuntimeException e) {
      throw e instanceof UnreadableFileException known ? known : damaged(e);
    }
  }

  /** A part that is no well-formed XML or does not inflate. */
  static UnreadableFileException damaged(Exception cause) {
    return new UnreadableFileException(
        FileReason.UNREADABLE,
        "The workbook is damaged inside. Open it in a spreadsheet, save it and send it again.",
        cause);
  }

  @Override
  public void close() {
    try {
      xml.close();
      in.close();
    } catch (XMLStreamException | IOException e) {
      throw damaged(e);
    }
  }
}
