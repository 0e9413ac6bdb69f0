package dev.tandem.messaging.carrier.sandbox;

import io.vertx.core.buffer.Buffer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// The picture that somebody outside sends when they are asked for one: an evening sky, as large as
/// a phone's.
final class SandboxPicture {
  static final int WIDTH = 1600;
  static final int HEIGHT = 1200;

  private SandboxPicture() {}

  static Buffer draw() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        image.setRGB(x, y, colour(x, y));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, "png", out)) {
        throw new AssertionError("every Java writes PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Buffer.buffer(out.toByteArray());
  }

  private static int colour(int x, int y) {
    boolean sun = Math.hypot(x - WIDTH * 0.7, y - HEIGHT * 0.6) < HEIGHT * 0.09;
    boolean hill = y > HEIGHT * 0.78 + Math.sin(x / 180.0) * HEIGHT * 0.04;
    if (hill) {
      return 0x1f2a44;
    }
    if (sun) {
      return 0xffe9b0;
    }
    int dusk = y * 255 / HEIGHT;
    return (60 + dusk * 180 / 255) << 16 | (70 + dusk * 70 / 255) << 8 | (140 - dusk * 60 / 255);
  }
}
