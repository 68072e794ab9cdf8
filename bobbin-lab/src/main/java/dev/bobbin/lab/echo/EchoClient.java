package dev.bobbin.lab.echo;

import dev.bobbin.lab.drive.Latencies;
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
 * any time. Every message is checked. Prints what {@code ChildWork} reads.
 */
public final class EchoClient {
    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(10);

    private final Selector selector = Selector.open();
    private final List<Conversation> conversations = new ArrayList<>();
    private Latencies latencies = new Latencies();
    private boolean ending;
    private int underWay;

    private EchoClient() throws IOException {}

    /** @param args port, number of connections, milliseconds to warm up and then to measure */
    public static void main(String[] args) throws IOException {
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(Integer.parseInt(args[2]));
            new EchoClient().run(Integer.parseInt(args[0]), Integer.parseInt(args[1]), nanos);
        } catch (WrongAnswer e) {
            ChildReport.wrong(e);
        }
    }

    private void run(int port, int connections, long nanos) throws IOException {
        open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), connections);
        exchange(nanos);
        long warmed = latencies.count();
        latencies = new Latencies();
        long start = System.nanoTime();
        exchange(nanos);
        double seconds = (System.nanoTime() - start) / 1e9;
        Latencies measured = latencies;
        latencies = new Latencies();
        end();
        long answered = conversations.stream().mapToLong(Conversation::messages).sum();
        Answer.check("messages", connections + warmed + measured.count() + latencies.count(), answered);
        ChildReport.figure("ops/s", measured.count() / seconds);
        ChildReport.figure("p50-us", measured.quantile(0.5));
        ChildReport.figure("p99-us", measured.quantile(0.99));
    }

    /** One after the other, each with a first message: so the server has accepted it before the next one comes. */
    private void open(InetSocketAddress server, int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            Conversation conversation = new Conversation(i, server, selector);
            conversations.add(conversation);
            conversation.send();
            underWay = 1;
            ending = true;
            while (underWay > 0) {
                select();
            }
        }
        latencies = new Latencies();
        ending = false;
        for (Conversation conversation : conversations) {
            conversation.send();
        }
        underWay = connections;
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
