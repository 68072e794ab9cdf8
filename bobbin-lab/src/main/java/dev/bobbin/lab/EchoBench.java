package dev.bobbin.lab;

import dev.bobbin.lab.echo.EchoWork;
import dev.bobbin.lab.echo.ManyThreads;
import dev.bobbin.lab.echo.NettyServer;
import dev.bobbin.lab.echo.Server;
import dev.bobbin.lab.echo.TaskServer;
import dev.bobbin.lab.echo.ThreadServer;
import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.peer.Peer;
import dev.bobbin.lab.peer.PeerProgram;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The bench {@code echo}: which subject is which server. */
final class EchoBench {
    private static final String NETTY = "netty";

    static final Bench ECHO =
            new Bench("echo", Jvms.formsAnd(Jvms.THREADS, Jvms.VIRTUAL, NETTY), EchoBench::echo, figures -> List.of());

    private static final String FEW = "connections=100";
    private static final int MILLIS = 3000;
    private static final String MANY = "connections=10000";

    /** The peers that have sockets of their own to await. */
    private static final Set<Peer> PEERS = Set.of(Peer.GO, Peer.TOKIO, Peer.PYTHON, Peer.NODE);

    private EchoBench() {}

    static boolean isServedBy(Peer peer) {
        return PEERS.contains(peer);
    }

    /** A peer's server, which serves the same client as the others. */
    static List<Trial> of(Peer peer) {
        List<Trial> trials = new ArrayList<>();
        for (String connections : List.of(FEW, MANY)) {
            trials.add(trial(peer, connections, MILLIS));
        }
        return trials;
    }

    static Trial trial(Peer peer, String connections, int millis) {
        Work work =
                new PeerProgram(peer, List.of("echo"), command -> new EchoWork(new Server(trial -> command), millis));
        return Peers.trial("echo", connections, peer, Integer.MAX_VALUE, work);
    }

    private static List<Trial> echo(String subject, Bench.Jdks jdks) {
        List<Trial> trials = new ArrayList<>();
        for (String connections : List.of(FEW, MANY)) {
            Work serving = new EchoWork(server(subject), MILLIS);
            int threads = Param.of(connections).number("connections");
            Work work = subject.equals(Jvms.THREADS) ? new ManyThreads(threads, serving) : serving;
            for (Jdk jdk : jdks.timed()) {
                trials.add(Jvms.timed("echo", connections, subject, jdk, List.of(), work));
            }
        }
        return trials;
    }

    private static Server server(String subject) {
        if (Jvms.isForm(subject)) {
            return Server.java(TaskServer.class, List.of(), Jvms.classPath(subject));
        }
        if (subject.equals(NETTY)) {
            return Server.java(NettyServer.class, List.of(), Jvms.classPath(subject));
        }
        return Server.java(ThreadServer.class, List.of(Jvms.threads(subject).name()), Jvms.classPath(subject));
    }
}
