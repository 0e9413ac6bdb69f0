/// The page's files as browsers get them: from the class path, compressed once, kept by content.
///
/// Start with [dev.tandem.gateway.edge.web.StaticFiles]. Nothing here depends on who is asking.
@NullMarked
package dev.tandem.gateway.edge.web;

import org.jspecify.annotations.NullMarked;
