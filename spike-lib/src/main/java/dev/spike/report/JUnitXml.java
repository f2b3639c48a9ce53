package dev.spike.report;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A run as the XML that build servers take for a JUnit report: a suite for each scenario, in it a
 * test case for each criterion and one named {@code measurement}. A criterion that is not met is a
 * failure, what could not be decided an error, so that it is never green; a target that was not
 * there is skipped.
 */
final class JUnitXml {
  private final XMLStreamWriter xml;

  private JUnitXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  static String of(Results results) {
    StringWriter text = new StringWriter();
    try {
      JUnitXml report =
          new JUnitXml(XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text));
      report.document(results);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a text in memory could not be written", e);
    }
    return text.toString();
  }

  private void document(Results results) throws XMLStreamException {
    List<Suite> suites = Suite.of(results);
    xml.writeStartDocument("UTF-8", "1.0");
    start("testsuites", "name", "spike");
    counts(suites);
    for (Suite suite : suites) {
      suite(suite, results.header());
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    xml.flush();
  }

  /** The root counts no skipped cases: not every schema knows the attribute there. */
  private void counts(List<Suite> suites) throws XMLStreamException {
    attribute("tests", suites.stream().mapToLong(suite -> suite.cases().size()).sum());
    attribute("failures", suites.stream().mapToLong(s -> s.count(Case.Status.FAILED)).sum());
    attribute("errors", suites.stream().mapToLong(s -> s.count(Case.Status.UNDECIDED)).sum());
    attribute("time", seconds(suites.stream().mapToDouble(Suite::seconds).sum()));
  }

  private void suite(Suite suite, RunHeader header) throws XMLStreamException {
    xml.writeCharacters("\n");
    start("testsuite", "name", suite.name());
    attribute("tests", suite.cases().size());
    attribute("failures", suite.count(Case.Status.FAILED));
    attribute("errors", suite.count(Case.Status.UNDECIDED));
    attribute("skipped", suite.count(Case.Status.SKIPPED));
    attribute("time", seconds(suite.seconds()));
    attribute("timestamp", header.started().replaceFirst("(\\.\\d+)?Z$", ""));
    properties(suite.properties());
    properties(header.environment());
    for (Case each : suite.cases()) {
      testCase(each, suite);
    }
    xml.writeEndElement();
  }

  private void properties(Map<String, String> properties) throws XMLStreamException {
    if (properties.isEmpty()) {
      return;
    }
    xml.writeStartElement("properties");
    for (Map.Entry<String, String> property : properties.entrySet()) {
      start("property", "name", property.getKey());
      attribute("value", property.getValue());
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private void testCase(Case each, Suite suite) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    start("testcase", "name", each.title());
    attribute("classname", "spike." + suite.name());
    switch (each.status()) {
      case PASSED -> measured(each);
      case FAILED -> finding("failure", each);
      case UNDECIDED -> finding("error", each);
      case SKIPPED -> {
        start("skipped", "message", message(each));
        xml.writeEndElement();
      }
    }
    xml.writeEndElement();
  }

  private void measured(Case each) throws XMLStreamException {
    String text = text(each);
    if (!text.isEmpty()) {
      xml.writeStartElement("system-out");
      xml.writeCharacters(legal(text));
      xml.writeEndElement();
    }
  }

  private void finding(String element, Case each) throws XMLStreamException {
    start(element, "message", message(each));
    attribute("type", each.status().name());
    xml.writeCharacters(legal(text(each)));
    xml.writeEndElement();
  }

  /** One line: what it is, what it should be, and why. */
  private static String message(Case each) {
    String found = each.measured().isEmpty() ? "" : each.title() + ": " + each.measured();
    String why = String.join("; ", each.reasons());
    return found.isEmpty() ? why : found + Sentences.detail(why);
  }

  private static String text(Case each) {
    return String.join("\n", message(each).isEmpty() ? List.of() : lines(each));
  }

  private static List<String> lines(Case each) {
    return each.measured().isEmpty() ? each.reasons() : List.of(message(each));
  }

  private void start(String element, String attribute, String value) throws XMLStreamException {
    xml.writeStartElement(element);
    attribute(attribute, value);
  }

  private void attribute(String name, long value) throws XMLStreamException {
    attribute(name, Long.toString(value));
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, legal(value));
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }

  /** XML 1.0 knows no other characters, not even escaped; they occur in what targets answer. */
  static String legal(String text) {
    return text.codePoints()
        .map(c -> isLegal(c) ? c : 0xFFFD)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isLegal(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
