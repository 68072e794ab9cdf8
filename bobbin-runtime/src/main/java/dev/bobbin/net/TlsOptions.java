package dev.bobbin.net;

import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * What a TLS connection may negotiate and what it checks; immutable, to be kept and used for many connections.
 *
 * <pre>{@code TlsOptions http = TlsOptions.of(context).withProtocols("TLSv1.3").withApplicationProtocols("h2", "http/1.1"); }</pre>
 *
 * <p>Where nothing is said, the context's own defaults hold. A client checks the certificate against the context's trust store
 * and the host name against the certificate.
 */
public final class TlsOptions {
    private enum ClientCertificate {
        NOT_ASKED,
        WANTED,
        REQUIRED
    }

    private static final TlsOptions DEFAULTS =
            new TlsOptions(null, List.of(), List.of(), List.of(), ClientCertificate.NOT_ASKED, true);

    /** Null for the default one, which is made when it is first used: that reads the trust store. */
    private final @Nullable SSLContext context;

    private final List<String> protocols;
    private final List<String> cipherSuites;
    private final List<String> applicationProtocols;
    private final ClientCertificate clientCertificate;
    private final boolean hostNameChecked;

    private TlsOptions(
            @Nullable SSLContext context,
            List<String> protocols,
            List<String> cipherSuites,
            List<String> applicationProtocols,
            ClientCertificate clientCertificate,
            boolean hostNameChecked) {
        this.context = context;
        this.protocols = protocols;
        this.cipherSuites = cipherSuites;
        this.applicationProtocols = applicationProtocols;
        this.clientCertificate = clientCertificate;
        this.hostNameChecked = hostNameChecked;
    }

    /** {@link SSLContext#getDefault}: trusts whom the JDK trusts. */
    public static TlsOptions defaults() {
        return DEFAULTS;
    }

    /** With the keys and the trust of a context. */
    public static TlsOptions of(SSLContext context) {
        return new TlsOptions(
                Objects.requireNonNull(context, "context"),
                List.of(),
                List.of(),
                List.of(),
                ClientCertificate.NOT_ASKED,
                true);
    }

    /** Only these versions, "TLSv1.3" say. */
    public TlsOptions withProtocols(String... only) {
        return new TlsOptions(
                context, some(only), cipherSuites, applicationProtocols, clientCertificate, hostNameChecked);
    }

    /** Only these cipher suites, by their standard names. */
    public TlsOptions withCipherSuites(String... only) {
        return new TlsOptions(context, protocols, some(only), applicationProtocols, clientCertificate, hostNameChecked);
    }

    /** Offers, or as a server accepts, these protocols on top (ALPN), the best first. */
    public TlsOptions withApplicationProtocols(String... offered) {
        return new TlsOptions(context, protocols, cipherSuites, some(offered), clientCertificate, hostNameChecked);
    }

    /** As a server: the client may show a certificate, which is checked. */
    public TlsOptions wantingClientCertificate() {
        return asking(ClientCertificate.WANTED);
    }

    /** As a server: the client must show a certificate, which is checked. */
    public TlsOptions requiringClientCertificate() {
        return asking(ClientCertificate.REQUIRED);
    }

    /**
     * As a client: takes the certificate of ANY host for that of the one asked for, if only it is trusted. Whoever has such a
     * certificate, for whatever name, can then read and change everything. For tests, and where something else says who the peer is.
     */
    public TlsOptions dangerouslyWithoutHostNameCheck() {
        return new TlsOptions(context, protocols, cipherSuites, applicationProtocols, clientCertificate, false);
    }

    private TlsOptions asking(ClientCertificate asked) {
        return new TlsOptions(context, protocols, cipherSuites, applicationProtocols, asked, hostNameChecked);
    }

    private static List<String> some(String... names) {
        if (names.length == 0) {
            throw new IllegalArgumentException("name at least one");
        }
        return List.of(names);
    }

    /**
     * The same with its context made; may block where that is the default one, once.
     *
     * @throws IllegalArgumentException if the context does not know one of the names
     */
    TlsOptions loaded() throws SSLException {
        SSLContext made = context();
        if (!protocols.isEmpty() || !cipherSuites.isEmpty()) {
            parameters(made.createSSLEngine());
        }
        return new TlsOptions(made, protocols, cipherSuites, applicationProtocols, clientCertificate, hostNameChecked);
    }

    private SSLContext context() throws SSLException {
        if (context != null) {
            return context;
        }
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) { // the trust store named by a system property cannot be read, say
            throw new SSLException("the default SSLContext cannot be made: " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException if the context does not know one of the names */
    SSLEngine client(String host, int port) throws SSLException {
        SSLEngine engine = context().createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = parameters(engine);
        if (hostNameChecked) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        parameters.setServerNames(serverNames(host));
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** What the peer is told whom it is asked for. The JDK would leave out names without a dot; what is no name of a host it leaves out. */
    private static List<SNIServerName> serverNames(String host) {
        if (isAddress(host)) {
            return List.of();
        }
        try {
            return List.of(new SNIHostName(host));
        } catch (IllegalArgumentException e) { // an underscore, say
            return List.of();
        }
    }

    /** @throws IllegalArgumentException if the context does not know one of the names */
    SSLEngine server() throws SSLException {
        SSLEngine engine = context().createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = parameters(engine);
        parameters.setWantClientAuth(clientCertificate == ClientCertificate.WANTED);
        if (clientCertificate == ClientCertificate.REQUIRED) {
            parameters.setNeedClientAuth(true);
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    private SSLParameters parameters(SSLEngine engine) {
        SSLParameters parameters = engine.getSSLParameters();
        if (!protocols.isEmpty()) {
            requireKnown("protocol", protocols, engine.getSupportedProtocols());
            parameters.setProtocols(protocols.toArray(new String[0]));
        }
        if (!cipherSuites.isEmpty()) {
            requireKnown("cipher suite", cipherSuites, engine.getSupportedCipherSuites());
            parameters.setCipherSuites(cipherSuites.toArray(new String[0]));
        }
        parameters.setApplicationProtocols(applicationProtocols.toArray(new String[0]));
        return parameters;
    }

    private static void requireKnown(String what, List<String> names, String... known) {
        for (String name : names) {
            if (!List.of(known).contains(name)) {
                throw new IllegalArgumentException(
                        "the SSLContext has no " + what + " \"" + name + "\": it supports " + String.join(", ", known));
            }
        }
    }

    /** Whether the host is an IP address, which no server name may be. A name's last label is never a number. */
    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || Character.isDigit(host.charAt(host.length() - 1)) && isNumber(lastLabel(host));
    }

    private static String lastLabel(String host) {
        return host.substring(host.lastIndexOf('.') + 1);
    }

    private static boolean isNumber(String label) {
        return label.chars().allMatch(Character::isDigit);
    }
}
