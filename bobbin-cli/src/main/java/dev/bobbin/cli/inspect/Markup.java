package dev.bobbin.cli.inspect;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A well-formed document while it is written: elements end in the order that they began, and text is escaped. */
final class Markup {
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter out;

    Markup() {
        try {
            out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw failed(e);
        }
    }

    /** An XHTML page begins. */
    Markup page() {
        try {
            out.writeDTD("<!DOCTYPE html>\n");
        } catch (XMLStreamException e) {
            throw failed(e);
        }
        return open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en");
    }

    /** @param attributes name, value, name, value */
    Markup open(String element, String... attributes) {
        try {
            out.writeStartElement(element);
            attributes(attributes);
        } catch (XMLStreamException e) {
            throw failed(e);
        }
        return this;
    }

    Markup close() {
        try {
            out.writeEndElement();
        } catch (XMLStreamException e) {
            throw failed(e);
        }
        return this;
    }

    /** An element that has no content by its nature: to HTML {@code <div/>} is an open one. */
    Markup empty(String element, String... attributes) {
        try {
            out.writeEmptyElement(element);
            attributes(attributes);
        } catch (XMLStreamException e) {
            throw failed(e);
        }
        return this;
    }

    /** An element with text only. */
    Markup leaf(String element, String content, String... attributes) {
        return open(element, attributes).text(content).close();
    }

    Markup text(String content) {
        try {
            out.writeCharacters(legal(content));
        } catch (XMLStreamException e) {
            throw failed(e);
        }
        return this;
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            out.writeAttribute(attributes[i], legal(attributes[i + 1]));
        }
    }

    /** XML has no way to write control characters, which a source file may hold. */
    private static String legal(String content) {
        StringBuilder legal = new StringBuilder(content.length());
        content.codePoints()
                .map(c -> c < ' ' && c != '\n' && c != '\t' || c >= 0xD800 && c <= 0xDFFF || c == 0xFFFE || c == 0xFFFF
                        ? 0xFFFD
                        : c)
                .forEach(legal::appendCodePoint);
        return legal.toString();
    }

    private static IllegalStateException failed(XMLStreamException e) {
        return new IllegalStateException("a StringWriter does not fail", e);
    }

    @Override
    public String toString() {
        return text + "\n";
    }
}
