package dev.spike.report;

import java.util.Iterator;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Lays a document out for people and their line tools: whatever holds only values, or lists of
 * them, stands on one line, such as an interval or a criterion.
 */
final class JsonLayout {
  private static final String STEP = "  ";

  private final StringBuilder text = new StringBuilder();

  private JsonLayout() {}

  static String of(JsonNode node) {
    JsonLayout layout = new JsonLayout();
    layout.append(node, "");
    return layout.text.append('\n').toString();
  }

  private void append(JsonNode node, String indent) {
    if (isFlat(node)) {
      text.append(node);
    } else if (node.isArray()) {
      appendArray(node, indent);
    } else {
      appendObject(node, indent);
    }
  }

  private void appendArray(JsonNode array, String indent) {
    text.append('[');
    Iterator<JsonNode> elements = array.values().iterator();
    while (elements.hasNext()) {
      text.append('\n').append(indent).append(STEP);
      append(elements.next(), indent + STEP);
      text.append(elements.hasNext() ? "," : "");
    }
    text.append('\n').append(indent).append(']');
  }

  private void appendObject(JsonNode object, String indent) {
    text.append('{');
    Iterator<Map.Entry<String, JsonNode>> fields = object.properties().iterator();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      text.append('\n').append(indent).append(STEP);
      text.append(StringNode.valueOf(field.getKey())).append(": ");
      append(field.getValue(), indent + STEP);
      text.append(fields.hasNext() ? "," : "");
    }
    text.append('\n').append(indent).append('}');
  }

  /** An object of values and lists of values, or a list of values; an array holds no object. */
  private static boolean isFlat(JsonNode node) {
    if (node.isArray()) {
      return node.valueStream().noneMatch(JsonNode::isContainer);
    }
    return node.valueStream().noneMatch(child -> child.isObject() || !isFlat(child));
  }
}
