/// Tests of the CardDAV edge: its pure parts alone, and real clients against a whole gateway.
@NullMarked
package dev.tandem.gateway.edge.dav;

import org.jspecify.annotations.NullMarked;
