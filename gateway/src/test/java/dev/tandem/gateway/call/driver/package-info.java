/// Stories of the driver: what happens when the world around the machine fails.
@NullMarked
package dev.tandem.gateway.call.driver;

import org.jspecify.annotations.NullMarked;
