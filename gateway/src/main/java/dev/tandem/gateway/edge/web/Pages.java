package dev.tandem.gateway.edge.web;

/// Pages the server writes itself: plain HTML with the page's look, no script.
public final class Pages {
  private Pages() {}

  /// A whole document; `title` and `main` are HTML already.
  public static String document(String title, String main) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/pages.css">
        </head>
        <body>
        <main>
        %s
        </main>
        </body>
        </html>
        """
        .formatted(title, main);
  }

  /// `text` as HTML text.
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /// The page for an address where nothing is.
  public static String absent() {
    return document(
        "Not found",
        """
        <h1>There is nothing here</h1>
        <p>The address may be mistyped, or what was here is gone.</p>
        <p><a href="/">Open Tandem</a></p>""");
  }
}
