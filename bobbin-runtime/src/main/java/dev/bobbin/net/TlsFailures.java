package dev.bobbin.net;

import java.io.IOException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Says of the JDK's failures with whom they happened, and what can be done about it. */
final class TlsFailures {
    private final String peer;
    private final boolean client;

    /** @param peer host and port, for people */
    TlsFailures(String peer, boolean client) {
        this.peer = peer;
        this.client = client;
    }

    String peer() {
        return peer;
    }

    /** The same failure, with the peer and a remedy in it. */
    IOException named(Throwable thrown) {
        if (thrown instanceof SSLHandshakeException || !(thrown instanceof SSLException)) {
            String message = "TLS handshake with " + peer + ": " + explained(thrown);
            SSLException named =
                    thrown instanceof SSLException ? new SSLHandshakeException(message) : new SSLException(message);
            named.initCause(thrown);
            return named;
        }
        return new SSLException("TLS with " + peer + ": " + explained(thrown), thrown);
    }

    /** The failure of the connection below, with the peer in it. */
    IOException ofSocket(IOException e, boolean open, boolean inHandshake) {
        return SocketFailures.named((inHandshake ? "TLS handshake with " : "TLS with ") + peer, open, e);
    }

    IOException endInHandshake() {
        return new SSLHandshakeException("TLS handshake with " + peer
                + ": the peer closed the connection without a reason; does it speak TLS at this port, and does it"
                + " accept this name and these protocols?");
    }

    private String explained(Throwable thrown) {
        String said = String.valueOf(thrown.getMessage());
        String remedy =
                said.startsWith("Received fatal alert") || said.startsWith("(") && said.contains("Received fatal alert")
                        ? remedyOfAlert(said)
                        : remedy(thrown, said);
        return remedy == null ? said : remedy + " [" + said + "]";
    }

    private @Nullable String remedyOfAlert(String said) {
        if (client && said.contains("handshake_failure")) {
            return "no protocol version or cipher suite in common with the peer, or it wants a certificate of this side: compare"
                    + " what both sides enable";
        }
        if (said.contains("protocol_version") || said.contains("handshake_failure") || said.contains("insufficient")) {
            return "no protocol version or cipher suite in common with the peer: compare what both sides enable"
                    + (client ? "" : ", and whether this side has a key for them");
        }
        if (said.contains("no_application_protocol")) {
            return noApplicationProtocol();
        }
        if (said.contains("certificate") || said.contains("unknown_ca")) {
            return "the peer does not accept this side's certificate, or wants one: see which issuers and names it trusts";
        }
        if (said.contains("unrecognized_name")) {
            return "the peer does not serve this host name";
        }
        return null;
    }

    private @Nullable String remedy(Throwable thrown, String said) {
        if (said.contains("Unsupported or unrecognized SSL message") || said.contains("plaintext connection")) {
            return "the peer does not speak TLS at this port: use another port or a plain connection";
        }
        if (said.contains("No appropriate protocol")
                || said.contains("not accepted by server preferences")
                || said.contains("not accepted by client preferences")
                || said.contains("protocol version")
                || said.contains("cipher suites in common")) {
            return "no protocol version or cipher suite in common with the peer: compare what both sides enable"
                    + (client ? "" : ", and whether this side has a key for them");
        }
        if (said.contains("No available authentication scheme")) {
            return "this side has no key that fits: make the SSLContext with a KeyManager that has a private key and its certificate, of"
                    + " an algorithm that the peer takes";
        }
        if (said.toLowerCase(Locale.ROOT).contains("application layer protocol")
                || said.contains("application protocol")) {
            return noApplicationProtocol();
        }
        return remedyOfCertificate(thrown);
    }

    private static String noApplicationProtocol() {
        return "no application protocol (ALPN) in common with the peer: compare what both sides offer";
    }

    private @Nullable String remedyOfCertificate(Throwable thrown) {
        boolean certificate = false;
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof CertificateExpiredException
                    || t instanceof CertificateNotYetValidException
                    || isOutOfDate(t)) {
                return "the peer's certificate has expired or is not valid yet: have it renewed, and see that both clocks are right";
            }
            if (t instanceof CertificateException
                    && String.valueOf(t.getMessage()).startsWith("Illegal given domain name")) {
                return "the JDK checks no certificate against a host name like this: connect by one of letters, digits, hyphens and dots"
                        + " that is in the certificate";
            }
            if (t instanceof CertificateException e && isAboutNames(e)) {
                return "the peer's certificate is for another host name: connect by a name that is in it, or have it issued for this one";
            }
            certificate |= t instanceof CertificateException;
        }
        return certificate
                ? "the peer's certificate is not trusted: add its issuer to the trust store of the SSLContext"
                : null;
    }

    private static boolean isOutOfDate(Throwable t) {
        return t instanceof CertPathValidatorException e
                && (e.getReason() == CertPathValidatorException.BasicReason.EXPIRED
                        || e.getReason() == CertPathValidatorException.BasicReason.NOT_YET_VALID);
    }

    private static boolean isAboutNames(CertificateException e) {
        String said = String.valueOf(e.getMessage());
        return said.startsWith("No subject alternative") || said.startsWith("No name matching");
    }
}
