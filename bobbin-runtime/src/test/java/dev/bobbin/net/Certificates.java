package dev.bobbin.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Keys with certificates of an authority of their own, made by the JDK's keytool when they are first needed. */
final class Certificates {
    /** For localhost and 127.0.0.1. */
    static final KeyStore GOOD;

    /** For another host. */
    static final KeyStore ELSEWHERE;

    /** Was good. */
    static final KeyStore EXPIRED;

    private static final KeyStore TRUST;
    private static final char[] PASSWORD = "changeit".toCharArray();

    /** Where another process of the same tests finds them, by the property of that name. */
    static final Path DIRECTORY;

    static final String PROPERTY = "bobbin.certificates";

    static {
        try {
            String made = System.getProperty(PROPERTY);
            DIRECTORY = made == null ? make() : Path.of(made);
            TRUST = trusting(KeyStore.getInstance(file("authority").toFile(), PASSWORD));
            GOOD = load("good");
            ELSEWHERE = load("elsewhere");
            EXPIRED = load("expired");
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Certificates() {}

    /** Shows the certificate of that store (null: none) and trusts the authority, or, if not, whom the JDK does. */
    static SSLContext context(KeyStore key, boolean trusting) throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusting ? TRUST : null);
        return context(key, trust.getTrustManagers());
    }

    static SSLContext context(KeyStore key, TrustManager... trust) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(key, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust, null);
        return context;
    }

    private static Path make() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("certificates");
        directory.toFile().deleteOnExit();
        Path authority = directory.resolve("authority.p12");
        run(tool(authority, "authority", "-ext", "bc:c", "-validity", "30"));
        List<Process> running = new ArrayList<>();
        for (String name : List.of("good", "elsewhere", "expired")) {
            Path store = Files.copy(authority, directory.resolve(name + ".p12"));
            store.toFile().deleteOnExit();
            String host = name.equals("elsewhere") ? "san=dns:elsewhere.example" : "san=dns:localhost,ip:127.0.0.1";
            String start = name.equals("expired") ? "-9d" : "-1d";
            running.add(tool(store, name, "-signer", "authority", "-ext", host, "-startdate", start, "-validity", "5"));
        }
        authority.toFile().deleteOnExit();
        for (Process tool : running) {
            run(tool);
        }
        return directory;
    }

    private static Path file(String name) {
        return DIRECTORY.resolve(name + ".p12");
    }

    private static Process tool(Path store, String alias, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-storetype",
                "PKCS12",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                store.toString(),
                "-alias",
                alias,
                "-dname",
                "CN=" + alias));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static void run(Process tool) throws IOException, InterruptedException {
        String said = new String(tool.getInputStream().readAllBytes());
        assertThat(tool.waitFor()).as(said).isZero();
    }

    /** Without the authority's key. */
    private static KeyStore load(String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(file(name).toFile(), PASSWORD);
        store.deleteEntry("authority");
        return store;
    }

    private static KeyStore trusting(KeyStore authority) throws IOException, GeneralSecurityException {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("authority", authority.getCertificate("authority"));
        return trust;
    }
}
