package dev.tandem.gateway.edge.dav;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;

/// One element of a request: its name, attributes without a namespace, child elements, and its own
/// text put together. It prints its name alone, for what it holds is somebody's.
record XmlElement(
    QName name, Map<String, String> attributes, List<XmlElement> children, String text) {
  XmlElement {
    attributes = Map.copyOf(attributes);
    children = List.copyOf(children);
  }

  boolean is(QName wanted) {
    return name.equals(wanted);
  }

  Optional<XmlElement> child(QName wanted) {
    return children.stream().filter(one -> one.is(wanted)).findFirst();
  }

  List<XmlElement> children(QName wanted) {
    return children.stream().filter(one -> one.is(wanted)).toList();
  }

  Optional<String> attribute(String local) {
    return Optional.ofNullable(attributes.get(local));
  }

  @Override
  public String toString() {
    return "XmlElement[" + name + "]";
  }
}
