package dev.tandem.gateway.contact;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a column of a CSV file is: `given`, `phone:cell`, `street:home`, `ignore`. Behind the colon
/// stands a type, or which of several addresses it belongs to. `label` names the type of the column
/// behind it; `field` keeps the column under its own heading.
public record CsvColumn(String what, String which) {
  /// Everything a column can be.
  public static final Set<String> KINDS =
      Set.of(
          "ignore",
          "field",
          "label",
          "name",
          "prefix",
          "given",
          "additional",
          "family",
          "suffix",
          "nickname",
          "organisation",
          "department",
          "title",
          "birthday",
          "notes",
          "phone",
          "email",
          "url",
          "po_box",
          "extended",
          "street",
          "locality",
          "region",
          "postal_code",
          "country",
          "formatted");

  private record Rule(Pattern heading, String column) {}

  /// Headings as Google, Outlook and Apple's programs export them, in the order they are tried.
  private static final List<Rule> RULES =
      rules(
          "(full |display |formatted )?name|anzeigename", "name",
          "(given|first) name|vorname|pr.nom", "given",
          "(middle|additional) name|zweiter vorname", "additional",
          "(family|last) name|surname|nachname|nom", "family",
          "(name )?prefix|title|anrede", "prefix",
          "(name )?suffix", "suffix",
          "nickname|spitzname", "nickname",
          "(organi[sz]ation( 1)? title|job title|position)", "title",
          "(organi[sz]ation( 1)? department|department|abteilung)", "department",
          "(organi[sz]ation( 1)?( name)?|company( name)?|firma)", "organisation",
          "birthday|birth date|date of birth|geburtstag", "birthday",
          "notes?|notizen|comments?", "notes",
          "(phone|e mail|website|address) \\d+ (type|label)", "label",
          "phone \\d+ value", "phone",
          "(mobile|cell)( phone| number)?( \\d)?|iphone|handy|mobiltelefon", "phone:cell",
          "(business|work) phone( \\d)?|company main phone|telefon gesch.ftlich", "phone:work",
          "home phone( \\d)?|telefon privat", "phone:home",
          "(home |business |work |other )?fax( \\d)?", "phone:fax",
          "(main |other |primary |car |radio |assistant s )?(phone|telephone|telefon|tel)( number)?( \\d)?|pager",
              "phone",
          "e mail \\d+ value", "email",
          "(home|private) e ?mail( address)?", "email:home",
          "(work|business) e ?mail( address)?", "email:work",
          "e ?mail( \\d)?( address)?( \\d)?", "email",
          "website \\d+ value|web ?(page|site)( \\d)?|url|homepage", "url",
          "address (\\d+) formatted", "formatted:$1",
          "address (\\d+) street", "street:$1",
          "address (\\d+) city", "locality:$1",
          "address (\\d+) po box", "po_box:$1",
          "address (\\d+) region", "region:$1",
          "address (\\d+) postal code", "postal_code:$1",
          "address (\\d+) country", "country:$1",
          "address (\\d+) extended address", "extended:$1",
          "(home|business|work|other) (street|address)", "street:$1",
          "(home|business|work|other) street [23]", "extended:$1",
          "(home|business|work|other) city", "locality:$1",
          "(home|business|work|other) (state|region)", "region:$1",
          "(home|business|work|other) (postal code|zip)", "postal_code:$1",
          "(home|business|work|other) country( region)?", "country:$1",
          "(home|business|work|other) address po box", "po_box:$1",
          "street( address)?|address|stra.e", "street:",
          "city|town|ort", "locality:",
          "state|region|province", "region:",
          "postal code|post ?code|zip( code)?|plz", "postal_code:",
          "country|land", "country:");

  private static List<Rule> rules(String... pairs) {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      rules.add(new Rule(Pattern.compile(pairs[i]), pairs[i + 1]));
    }
    return List.copyOf(rules);
  }

  /// What a heading says its column is; what nobody knows is kept as a field of its own.
  public static CsvColumn guess(String heading) {
    String plain = heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\d]+", " ").strip();
    if (plain.isEmpty() || plain.length() > 100) {
      return new CsvColumn("field", "");
    }
    for (Rule rule : RULES) {
      Matcher matcher = rule.heading().matcher(plain);
      if (matcher.matches()) {
        String column =
            rule.column().contains("$1")
                ? rule.column().replace("$1", matcher.group(1).replace("business", "work"))
                : rule.column();
        return parse(column).orElseThrow();
      }
    }
    return new CsvColumn("field", "");
  }

  /// Reads `street:home`; empty when it names no kind of column.
  public static Optional<CsvColumn> parse(String text) {
    String[] parts = text.split(":", 2);
    String which = parts.length < 2 ? "" : parts[1];
    return KINDS.contains(parts[0]) && which.matches("[a-z0-9-]{0,40}")
        ? Optional.of(new CsvColumn(parts[0], which))
        : Optional.empty();
  }

  /// As [#parse] reads it.
  public String text() {
    return which.isEmpty() ? what : what + ":" + which;
  }

  /// The type that the column gives its values.
  List<String> types() {
    return which.isEmpty() || Character.isDigit(which.charAt(0)) ? List.of() : List.of(which);
  }
}
