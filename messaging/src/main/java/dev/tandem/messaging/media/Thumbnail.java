package dev.tandem.messaging.media;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// A smaller picture of a picture, for lists. Pure.
///
/// What a stranger sent is decoded here, so the size that its head claims is held against limits
/// before a pixel is read, and of a large one only every n-th pixel is: memory is that of the small
/// picture and a few lines, whatever it unpacks to.
///
/// @param mediaType `image/jpeg`, or `image/png` of what one can see through
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record Thumbnail(String mediaType, byte[] content) {
  /// The longer side at most, in pixels: twice what a thread shows.
  static final int SIDE = 640;

  /// Pixels of a picture that is read at all: a good camera's.
  static final long MAX_PIXELS = 60_000_000;

  /// The longer side of a picture that is read at all.
  static final int MAX_SIDE = 20_000;

  private static final float QUALITY = 0.8f;

  private static final Map<MediaKind, String> READERS =
      new EnumMap<>(
          Map.of(
              MediaKind.JPEG,
              "jpeg",
              MediaKind.PNG,
              "png",
              MediaKind.GIF,
              "gif",
              MediaKind.BMP,
              "bmp"));

  /// Whether there are thumbnails of such files.
  static boolean madeOf(MediaKind kind) {
    return READERS.containsKey(kind);
  }

  /// The smaller picture; empty when it is damaged, too large, or none that is read here.
  static Optional<Thumbnail> of(MediaKind kind, byte[] picture) {
    String format = READERS.getOrDefault(kind, "");
    if (format.isEmpty()) {
      return Optional.empty();
    }
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
      reader.setInput(in, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      if (Math.max(width, height) > MAX_SIDE || (long) width * height > MAX_PIXELS) {
        return Optional.empty();
      }
      ImageReadParam every = reader.getDefaultReadParam();
      int step = Math.max(1, Math.max(width, height) / (2 * SIDE));
      every.setSourceSubsampling(step, step, 0, 0);
      BufferedImage read = reader.read(0, every);
      int way = kind == MediaKind.JPEG ? JpegScrub.wayUp(picture) : 1;
      return Optional.of(written(turned(smaller(read), way)));
    } catch (IOException | RuntimeException damaged) {
      // Readers of the JDK throw what they please over damaged pictures.
      return Optional.empty();
    } finally {
      reader.dispose();
    }
  }

  private static BufferedImage smaller(BufferedImage image) {
    double scale = Math.min(1, (double) SIDE / Math.max(image.getWidth(), image.getHeight()));
    int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
    BufferedImage small = like(image, width, height);
    Graphics2D pen = small.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.drawImage(image, 0, 0, width, height, null);
    pen.dispose();
    return small;
  }

  private static BufferedImage like(BufferedImage image, int width, int height) {
    boolean clear = image.getColorModel().hasAlpha();
    return new BufferedImage(
        width, height, clear ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
  }

  /// As Exif's orientations 1 to 8 mean it.
  private static BufferedImage turned(BufferedImage image, int way) {
    if (way == 1) {
      return image;
    }
    int width = image.getWidth();
    int height = image.getHeight();
    AffineTransform turn =
        switch (way) {
          case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
          case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
          case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
          case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
          case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
          case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
          default -> new AffineTransform(0, -1, 1, 0, 0, width);
        };
    BufferedImage out = way >= 5 ? like(image, height, width) : like(image, width, height);
    Graphics2D pen = out.createGraphics();
    pen.drawImage(image, turn, null);
    pen.dispose();
    return out;
  }

  private static Thumbnail written(BufferedImage image) throws IOException {
    boolean clear = image.getColorModel().hasAlpha();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName(clear ? "png" : "jpeg").next();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam how = writer.getDefaultWriteParam();
      if (!clear) {
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(QUALITY);
      }
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return new Thumbnail(clear ? "image/png" : "image/jpeg", bytes.toByteArray());
  }

  @Override
  public String toString() {
    return "Thumbnail[" + mediaType + "]";
  }
}
