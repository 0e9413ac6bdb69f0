/// Stories of `gateway.edge.http`.
@NullMarked
package dev.tandem.gateway.edge.http;

import org.jspecify.annotations.NullMarked;
