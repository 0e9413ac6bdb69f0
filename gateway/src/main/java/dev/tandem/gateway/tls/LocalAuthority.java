package dev.tandem.gateway.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/// The certificate authority of one installation: made on the first start, used for this gateway's
/// own certificate and nothing else (RFC 5280; EC P-256). Whoever trusts `ca.pem` trusts this
/// installation alone, for its path length is zero.
final class LocalAuthority {
  private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
  private static final Duration LEAF_LIFE = Duration.ofDays(90);
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");

  private final X509Certificate certificate;
  private final PrivateKey key;
  private final SecureRandom random;

  private LocalAuthority(X509Certificate certificate, PrivateKey key, SecureRandom random) {
    this.certificate = certificate;
    this.key = key;
    this.random = random;
  }

  /// The authority kept in `directory`, made there when there is none.
  static LocalAuthority open(Path directory, Instant now, SecureRandom random)
      throws IOException, GeneralSecurityException {
    Path certificateFile = directory.resolve("ca.pem");
    Path keyFile = directory.resolve("ca.key");
    if (Files.exists(keyFile) && Files.exists(certificateFile)) {
      X509Certificate kept = certificate(Files.readString(certificateFile));
      if (kept.getNotAfter().toInstant().isAfter(now.plus(LEAF_LIFE))) {
        return new LocalAuthority(kept, key(Files.readString(keyFile)), random);
      }
    }
    KeyPair pair = keyPair(random);
    X500Name name = new X500Name("CN=Tandem local authority " + hex(random));
    X509Certificate made;
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
                  name,
                  serial(random),
                  Date.from(now.minus(CLOCK_SKEW)),
                  Date.from(now.plus(AUTHORITY_LIFE)),
                  name,
                  pair.getPublic())
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
              .addExtension(
                  Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
              .addExtension(
                  Extension.subjectKeyIdentifier,
                  false,
                  new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
      made = sign(builder, pair.getPrivate());
    } catch (CertIOException e) {
      throw new GeneralSecurityException("the authority's certificate cannot be encoded", e);
    }
    KeyFiles.writePrivate(keyFile, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    KeyFiles.writePublic(certificateFile, pem("CERTIFICATE", made.getEncoded()));
    return new LocalAuthority(made, pair.getPrivate(), random);
  }

  /// A server certificate for `publicHost` and this machine's own names.
  Identity issue(String publicHost, Instant now) throws GeneralSecurityException {
    KeyPair pair = keyPair(random);
    Instant notAfter = now.plus(LEAF_LIFE);
    try {
      JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
                  certificate,
                  serial(random),
                  Date.from(now.minus(CLOCK_SKEW)),
                  Date.from(notAfter),
                  new X500Name("CN=Tandem gateway"),
                  pair.getPublic())
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
              .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
              .addExtension(
                  Extension.extendedKeyUsage,
                  false,
                  new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
              .addExtension(Extension.subjectAlternativeName, false, names(publicHost))
              .addExtension(
                  Extension.authorityKeyIdentifier,
                  false,
                  identifiers.createAuthorityKeyIdentifier(certificate))
              .addExtension(
                  Extension.subjectKeyIdentifier,
                  false,
                  identifiers.createSubjectKeyIdentifier(pair.getPublic()));
      X509Certificate leaf = sign(builder, key);
      String chain =
          pem("CERTIFICATE", leaf.getEncoded()) + pem("CERTIFICATE", certificate.getEncoded());
      return new Identity(chain, pem("PRIVATE KEY", pair.getPrivate().getEncoded()), notAfter);
    } catch (CertIOException e) {
      throw new GeneralSecurityException("the server certificate cannot be encoded", e);
    }
  }

  boolean issued(X509Certificate leaf) {
    try {
      leaf.verify(certificate.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  static X509Certificate certificate(String pem) throws GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    byte[] bytes = pem.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    return (X509Certificate) factory.generateCertificate(new java.io.ByteArrayInputStream(bytes));
  }

  private static GeneralNames names(String publicHost) {
    List<GeneralName> names = new ArrayList<>();
    names.add(new GeneralName(GeneralName.dNSName, "localhost"));
    names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
    names.add(new GeneralName(GeneralName.iPAddress, "::1"));
    String bare = publicHost.replace("[", "").replace("]", "");
    boolean known = bare.equals("localhost") || bare.equals("127.0.0.1") || bare.equals("::1");
    if (!known) {
      int type =
          ADDRESS.matcher(publicHost).matches() ? GeneralName.iPAddress : GeneralName.dNSName;
      names.add(new GeneralName(type, bare));
    }
    return new GeneralNames(names.toArray(GeneralName[]::new));
  }

  private static KeyPair keyPair(SecureRandom random) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException("this JDK cannot sign with ECDSA", e);
    }
  }

  private static BigInteger serial(SecureRandom random) {
    return new BigInteger(127, random).setBit(126);
  }

  private static String hex(SecureRandom random) {
    return Integer.toHexString(random.nextInt(0x10000) | 0x10000).substring(1);
  }

  private static PrivateKey key(String pem) throws IOException, GeneralSecurityException {
    try (PemReader reader = new PemReader(new java.io.StringReader(pem))) {
      PemObject object = reader.readPemObject();
      if (object == null) {
        throw new GeneralSecurityException(
            "tls/ca.key holds no PEM key; remove tls/ to start anew");
      }
      return KeyFactory.getInstance("EC")
          .generatePrivate(new PKCS8EncodedKeySpec(object.getContent()));
    }
  }

  private static String pem(String type, byte[] content) {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(new PemObject(type, content));
    } catch (IOException e) {
      throw new AssertionError("a string never fails to take text", e);
    }
    return text.toString();
  }
}
