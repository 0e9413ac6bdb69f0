/// Stored things as JSON, once: the REST interface and the realtime events show the same object
/// with the same fields.
///
/// Start with [dev.tandem.gateway.edge.json.WorkspaceJson], which renders within a transaction and
/// looks up the names that belong to ids. Field names are snake_case, times RFC 3339 in UTC.
/// Nothing is decided or stored here.
@NullMarked
package dev.tandem.gateway.edge.json;

import org.jspecify.annotations.NullMarked;
