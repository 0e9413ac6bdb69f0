/// Stories of the page's files as browsers get them.
@NullMarked
package dev.tandem.gateway.edge.web;

import org.jspecify.annotations.NullMarked;
