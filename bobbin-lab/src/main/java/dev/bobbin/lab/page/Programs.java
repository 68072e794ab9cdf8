package dev.bobbin.lab.page;

import dev.bobbin.lab.corpus.Corpus;
import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.peer.Peer;
import dev.bobbin.lab.peer.PeerPrograms;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The sources of what was measured, as this build of the lab has them. */
final class Programs {
    private static final String LAB = "dev/bobbin/lab/";
    private static final String PROCESSES = "/peers/c-processes/processes.c";
    private static final String KOTLIN = "/corpus/kotlin/" + LAB;

    /** Kotlin's program in each package. */
    private static final Map<String, String> IN_KOTLIN = Map.ofEntries(
            Map.entry("call", "KotlinLevels.kt"),
            Map.entry("resume", "KotlinChain.kt"),
            Map.entry("generator", "KotlinSequences.kt"),
            Map.entry("parked", "KotlinCrowd.kt"),
            Map.entry("yielding", "KotlinYields.kt"),
            Map.entry("spawn", "KotlinChildren.kt"),
            Map.entry("pingpong", "KotlinPlayers.kt"),
            Map.entry("communication", "KotlinPrograms.kt"),
            Map.entry("skynet", "KotlinTree.kt"),
            Map.entry("sleeping", "KotlinSleepers.kt"),
            Map.entry("coroutine", "KotlinEcho.kt"),
            Map.entry("timers", "KotlinAlarms.kt"),
            Map.entry("blocking", "KotlinCrew.kt"),
            Map.entry("startup", "KotlinHello.kt"));

    /** The packages of benches that do not have one of their own name. */
    private static final Map<String, String> PACKAGES = Map.ofEntries(
            Map.entry("recursive-generator", "generator"),
            Map.entry("switch", "coroutine"),
            Map.entry("transfer", "coroutine"),
            Map.entry("parked-huge", "parked"),
            Map.entry("branches", "parked"),
            Map.entry("yield", "yielding"),
            Map.entry("channel", "communication"),
            Map.entry("select", "communication"),
            Map.entry("mutex", "communication"),
            Map.entry("fanout", "communication"),
            Map.entry("native", "ccall"));

    /** How the sources of a subject that is no form of Bobbin's are named, in the packages of all benches. */
    private static final Map<String, Predicate<String>> NAMED = Map.of(
            "java-plain", name -> name.startsWith("Plain"),
            "java-threads", Programs::isOfThreads,
            "virtual-threads", Programs::isOfThreads,
            "loom-continuation", name -> name.contains("Continuation"),
            "netty", name -> name.startsWith("Netty"),
            "kotlin", name -> name.contains("Kotlin"),
            "javac", name -> true);

    private final Map<String, String> java = Corpus.of(Param.of("corpus=lab"));

    private static boolean isOfThreads(String name) {
        return name.contains("Thread") || name.startsWith("Pool") || name.equals("SpawnedAtOnce.java");
    }

    /** A subject's sources in a bench, by file name: where none are its own, all of the bench; none if this build has none. */
    Map<String, String> of(String bench, String subject) {
        for (Peer peer : Peer.ALL) {
            if (peer.subject().equals(subject)) {
                return of(peer);
            }
        }
        String home = PACKAGES.getOrDefault(bench, bench).replace("-", "");
        String inKotlin = IN_KOTLIN.get(home);
        if (subject.equals("kotlin") && inKotlin != null) {
            return Map.of(inKotlin, resource(KOTLIN + home + "/" + inKotlin));
        }
        if (subject.equals("processes")) {
            return Map.of("processes.c", resource(PROCESSES));
        }
        Predicate<String> named = NAMED.getOrDefault(
                subject,
                name -> NAMED.entrySet().stream()
                        .noneMatch(other -> !other.getKey().equals("javac")
                                && other.getValue().test(name)));
        Map<String, String> all = ofPackage(LAB + home + "/");
        Map<String, String> own = new LinkedHashMap<>(all);
        own.keySet().removeIf(named.negate());
        return own.isEmpty() ? all : own;
    }

    private Map<String, String> ofPackage(String directory) {
        Map<String, String> sources = new LinkedHashMap<>();
        java.forEach((path, source) -> {
            if (path.startsWith(directory) && !path.endsWith("package-info.java")) {
                sources.put(path.substring(directory.length()), source);
            }
        });
        return sources;
    }

    /** Whether a subject's programs are shown once, for all benches. */
    static boolean isPeer(String subject) {
        return Peer.ALL.stream().anyMatch(peer -> peer.subject().equals(subject));
    }

    private static Map<String, String> of(Peer peer) {
        Map<String, String> sources = new LinkedHashMap<>();
        for (Peer program : PeerPrograms.all(peer)) {
            for (String file : program.sources()) {
                Path place = Path.of("/peers", peer.subject(), file).normalize();
                sources.computeIfAbsent(file, f -> resource(place.toString().replace('\\', '/')));
            }
        }
        return sources;
    }

    private static String resource(String name) {
        try (InputStream in = Programs.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the lab has no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
