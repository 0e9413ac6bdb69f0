package dev.tandem.gateway.edge.dav;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// The filter of an `addressbook-query` (RFC 6352 section 10.5): tests of properties, of which all
/// or any have to hold. Properties may be named in a group, which is left out of account.
record CardFilter(boolean all, List<PropertyTest> tests) {

  /// A test of one property: that it is not there, or that one of its lines holds what is asked.
  record PropertyTest(
      String name,
      boolean absent,
      boolean all,
      List<TextMatch> texts,
      List<ParameterTest> parameters) {

    boolean holds(ContentLines card) {
      List<ContentLines.Line> lines = card.named(name);
      if (absent) {
        return lines.isEmpty();
      }
      return lines.stream().anyMatch(this::holds);
    }

    private boolean holds(ContentLines.Line line) {
      if (texts.isEmpty() && parameters.isEmpty()) {
        return true;
      }
      Predicate<TextMatch> text = match -> match.matches(line.value());
      Predicate<ParameterTest> parameter = test -> test.holds(line);
      return all
          ? texts.stream().allMatch(text) && parameters.stream().allMatch(parameter)
          : texts.stream().anyMatch(text) || parameters.stream().anyMatch(parameter);
    }
  }

  /// A test of one parameter of a property.
  record ParameterTest(String name, boolean absent, Optional<TextMatch> text) {
    boolean holds(ContentLines.Line line) {
      List<String> values = line.parameters().getOrDefault(name, List.of());
      if (absent) {
        return values.isEmpty();
      }
      return text.isEmpty() ? !values.isEmpty() : values.stream().anyMatch(text.get()::matches);
    }
  }

  /// @throws DavRefusal `supported-filter`, for what is not of the RFC
  static CardFilter of(XmlElement filter) {
    return new CardFilter(
        all(filter),
        filter.children(DavName.card("prop-filter")).stream().map(CardFilter::property).toList());
  }

  /// Whether the card passes. A filter without tests lets all pass.
  boolean passes(ContentLines card) {
    if (tests.isEmpty()) {
      return true;
    }
    Predicate<PropertyTest> holds = test -> test.holds(card);
    return all ? tests.stream().allMatch(holds) : tests.stream().anyMatch(holds);
  }

  static DavRefusal unsupported() {
    return DavRefusal.condition(
        DavName.card("supported-filter"), "Use the filters of RFC 6352 section 10.5.");
  }

  private static PropertyTest property(XmlElement test) {
    return new PropertyTest(
        name(test),
        test.child(DavName.card("is-not-defined")).isPresent(),
        all(test),
        test.children(DavName.card("text-match")).stream().map(TextMatch::of).toList(),
        test.children(DavName.card("param-filter")).stream().map(CardFilter::parameter).toList());
  }

  private static ParameterTest parameter(XmlElement test) {
    return new ParameterTest(
        name(test),
        test.child(DavName.card("is-not-defined")).isPresent(),
        test.child(DavName.card("text-match")).map(TextMatch::of));
  }

  private static String name(XmlElement test) {
    String name = test.attribute("name").orElseThrow(CardFilter::unsupported);
    return name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
  }

  /// `anyof` is the default (section 10.5).
  private static boolean all(XmlElement test) {
    return switch (test.attribute("test").orElse("anyof")) {
      case "allof" -> true;
      case "anyof" -> false;
      default -> throw unsupported();
    };
  }
}
