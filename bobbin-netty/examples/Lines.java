import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Clock;
import dev.bobbin.Scheduler;
import dev.bobbin.Select;
import dev.bobbin.Task;
import dev.bobbin.netty.Netty;
import dev.bobbin.netty.NettyConnection;
import dev.bobbin.netty.NettyServer;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.handler.codec.string.StringEncoder;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Lines of text over Netty: its futures, its event loops, a server and its clients. Snippets of docs/netty.md. */
class Lines {
    static void codecs(ChannelPipeline pipeline) {
        pipeline.addLast(new LineBasedFrameDecoder(1000), new StringDecoder(), new StringEncoder());
    }

    static Async<Void> shout(NettyConnection<String, String> peer) throws IOException {
        for (var it = peer.iterator(); it.next().await(); ) {
            peer.send(it.value().toUpperCase() + "\n").await(); // waits while the peer does not read
        }
        return done(); // the connection is closed now
    }

    static Async<NettyServer> serve(EventLoopGroup group) throws IOException {
        var bootstrap = new ServerBootstrap().group(group).channel(NioServerSocketChannel.class);
        var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return NettyServer.<String, String>listen(bootstrap, any, Lines::codecs, peer -> shout(peer));
    }

    static Async<List<String>> ask(EventLoopGroup group, SocketAddress address) throws IOException {
        var bootstrap = new Bootstrap().group(group).channel(NioSocketChannel.class);
        try (var peer = Netty.<String, String>connect(bootstrap, address, Lines::codecs).await()) {
            peer.send("one\n").await();
            peer.send("two\n").await();
            peer.shutdown().await(); // the server reads the end, and ends
            return done(peer.messages().toList().await());
        }
    }

    static Async<String> firstWithin(NettyConnection<String, String> peer, Duration limit) {
        return done(Select.<String>of()
                .on(peer.receive(), line -> done(line))
                .on(Clock.sleep(limit), late -> done("nothing"))
                .await());
    }

    static Async<Integer> lookUp(EventLoopGroup group) {
        Future<Integer> future = group.submit(() -> 6 * 7);
        return done(Netty.await(future).await());
    }

    static int served; // by one event loop, so it needs no lock

    static Async<Integer> count(EventLoopGroup group) {
        Scheduler loop = Netty.on(group); // one of its event loops
        List<Task<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            tasks.add(loop.start(serveSome()));
        }
        for (Task<Void> task : tasks) {
            task.await();
        }
        return done(served); // 1000: nobody was between a read and the write after it
    }

    static Async<Void> serveSome() {
        for (int i = 0; i < 100; i++) {
            served++;
            Clock.sleep(Duration.ofNanos(1)).await(); // a timer of the loop's
        }
        return done();
    }

    static Async<Void> all(EventLoopGroup group) throws IOException {
        check(lookUp(group).await() == 42, "a future");
        check(count(group).await() == 1000, "an event loop");
        NettyServer server = serve(group).await();
        check(ask(group, server.localAddress()).await().equals(List.of("ONE", "TWO")), "lines");
        var bootstrap = new Bootstrap().group(group).channel(NioSocketChannel.class);
        try (var peer = Netty.<String, String>connect(bootstrap, server.localAddress(), Lines::codecs)
                .await()) {
            check(firstWithin(peer, Duration.ofMillis(1)).await().equals("nothing"), "a time limit");
            peer.send("three\n").await();
            check(firstWithin(peer, Duration.ofSeconds(60)).await().equals("THREE"), "a select");
        }
        List<String> late = server.shutdown(Duration.ofSeconds(60)).await();
        check(late.isEmpty(), "the end");
        return done();
    }

    static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    public static void main(String[] args) {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            Bobbin.run(() -> all(group));
            System.out.println("fine");
        } finally {
            group.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS);
        }
    }
}
