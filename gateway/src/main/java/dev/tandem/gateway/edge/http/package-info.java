/// The HTTP edge: what every request must be before anything looks at it, and the REST interface.
///
/// Start with [dev.tandem.gateway.edge.http.RequestGuard], the first handler of every request;
/// [dev.tandem.gateway.edge.http.Route], a line of the route table that says who may ask; and
/// [dev.tandem.gateway.edge.http.ProblemCode], the closed list of what a client can be told.
///
/// Bytes are read and limited on event loops; endpoints run on virtual threads and read straight
/// down. This room holds no state of a person and makes no decision about a call or a text: it
/// parses, authenticates, limits and hands over.
@NullMarked
package dev.tandem.gateway.edge.http;

import org.jspecify.annotations.NullMarked;
