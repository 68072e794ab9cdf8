package dev.bobbin.lab.echo;

import dev.bobbin.lab.drive.Latencies;
import dev.bobbin.lab.proc.ProcessStatus;
import dev.bobbin.lab.trial.Answer;
import dev.bobbin.lab.trial.ChildReport;
import dev.bobbin.lab.trial.WrongAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The client that all servers see: one thread with a selector, and so many connections, each of which has one message under way at
 * any time. Every message is checked. It also asks Linux, where it is that, what the server's process takes. Prints what {@code ChildWork} reads.
 */
public final class EchoClient {
    /** Beside these, what a server's first connections make it load and allocate is not counted. */
    private static final int FIRST_IN = 10;

    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(10);

    private final Selector selector = Selector.open();
    private final List<Conversation> conversations = new ArrayList<>();
    private Latencies latencies = new Latencies();
    private final ProcessStatus server;
    private boolean ending;
    private int underWay;

    private EchoClient(ProcessStatus server) throws IOException {
        this.server = server;
    }

    /** @param args port, number of connections, milliseconds to warm up and then to measure, the server's process */
    public static void main(String[] args) throws IOException {
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(Integer.parseInt(args[2]));
            ProcessStatus server = new ProcessStatus(Long.parseLong(args[3]));
            new EchoClient(server).run(Integer.parseInt(args[0]), Integer.parseInt(args[1]), nanos);
        } catch (WrongAnswer e) {
            ChildReport.wrong(e);
        }
    }

    private void run(int port, int connections, long nanos) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        int first = Math.max(1, connections / FIRST_IN);
        open(address, first);
        long bytes = server.isThere() ? server.residentBytes() : 0;
        open(address, connections);
        bytes = server.isThere() ? server.residentBytes() - bytes : 0;
        begin();
        exchange(nanos);
        long warmed = latencies.count();
        latencies = new Latencies();
        long switches = server.isThere() ? server.switches() : 0;
        long start = System.nanoTime();
        exchange(nanos);
        double seconds = (System.nanoTime() - start) / 1e9;
        switches = server.isThere() ? server.switches() - switches : 0;
        Latencies measured = latencies;
        latencies = new Latencies();
        end();
        long answered = conversations.stream().mapToLong(Conversation::messages).sum();
        Answer.check("messages", connections + warmed + measured.count() + latencies.count(), answered);
        ChildReport.figure("ops/s", measured.count() / seconds);
        ChildReport.figure("p50-us", measured.quantile(0.5));
        ChildReport.figure("p99-us", measured.quantile(0.99));
        if (server.isThere()) {
            ChildReport.figure("switches/op", switches / (double) measured.count());
            ChildReport.figure("rss-bytes", bytes / (double) (connections - first));
        }
    }

    /** Until there are so many; one after the other, each with a first message: so the server has accepted it before the next one comes. */
    private void open(InetSocketAddress address, int connections) throws IOException {
        for (int i = conversations.size(); i < connections; i++) {
            Conversation conversation = new Conversation(i, address, selector);
            conversations.add(conversation);
            conversation.send();
            underWay = 1;
            ending = true;
            while (underWay > 0) {
                select();
            }
        }
    }

    /** All send. */
    private void begin() throws IOException {
        latencies = new Latencies();
        ending = false;
        for (Conversation conversation : conversations) {
            conversation.send();
        }
        underWay = conversations.size();
    }

    private void exchange(long nanos) throws IOException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            select();
        }
    }

    /** Takes what is still under way, and nothing else must come. */
    private void end() throws IOException {
        ending = true;
        while (underWay > 0) {
            select();
        }
        for (Conversation conversation : conversations) {
            conversation.close();
        }
    }

    private void select() throws IOException {
        if (selector.select(PATIENCE_MILLIS) == 0) {
            throw new IOException("nothing has come back for " + PATIENCE_MILLIS + " ms");
        }
        for (SelectionKey key : selector.selectedKeys()) {
            Conversation conversation = (Conversation) key.attachment();
            if (conversation.receive()) {
                latencies.add(System.nanoTime() - conversation.sent());
                if (ending) {
                    underWay--;
                } else {
                    conversation.send();
                }
            }
        }
        selector.selectedKeys().clear();
    }
}
