package app;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Channel;
import dev.bobbin.Coroutine;
import dev.bobbin.IntSeq;
import dev.bobbin.Scheduler;
import dev.bobbin.Scope;
import dev.bobbin.Self;
import dev.bobbin.Seq;
import dev.bobbin.net.Tcp;
import dev.bobbin.net.TcpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import library.Greeter;
import library.Polite;
import library.Sums;
import library.Tree;

/** A little of everything, across two modules; its last line says in which module it runs. */
public class Tour {
    public static void main(String[] args) {
        System.out.println("calls " + Bobbin.run(() -> Sums.total(20)));
        System.out.println("overrides " + Bobbin.run(Tour::overrides));
        System.out.println("channel " + Bobbin.run(Tour::channel));
        System.out.println("yields " + yields());
        System.out.println("by hand " + byHand());
        System.out.println("fails " + Bobbin.run(Tour::fails));
        System.out.println("network " + Bobbin.run(Tour::network));
        try (Scheduler workers = Scheduler.workers(2)) {
            System.out.println("workers " + workers.run(() -> Sums.total(1)));
        }
        Module own = Tour.class.getModule();
        System.out.println("in " + (own.isNamed() ? own.getName() : "no module"));
    }

    private static Async<String> overrides() {
        StringBuilder said = new StringBuilder();
        for (Greeter greeter : List.<Greeter>of(new Polite(), new Curt(), name -> done("lambda " + name))) {
            said.append(greeter.greet("you").await()).append(';');
        }
        return done(said.toString());
    }

    private static class Curt extends Polite {
        @Override
        public Async<String> greet(String name) {
            String polite = super.greet(name).await();
            return done(polite.substring(5));
        }
    }

    private static Async<Integer> channel() {
        Channel<Integer> numbers = Channel.buffered(2);
        try (Scope scope = Scope.open()) {
            scope.spawn(() -> {
                for (int i = 1; i <= 10; i++) {
                    numbers.send(i).await();
                }
                numbers.close();
                return done();
            });
            int sum = 0;
            for (var it = numbers.iterator(); it.next().await(); ) {
                sum += it.value();
            }
            scope.join().await();
            return done(sum);
        }
    }

    private static String yields() {
        StringBuilder said = new StringBuilder();
        for (int n : Seq.<Integer>of(y -> Tree.upTo(3).walk(y))) {
            said.append(n).append(' ');
        }
        long squares = IntSeq.of(y -> {
                    for (int i = 1; i <= 4; i++) {
                        y.yield(i * i);
                    }
                })
                .sum();
        said.append(squares);
        for (String word : Seq.<String>of(y -> {
                    for (String each : "two one".split(" ")) {
                        y.yield(each);
                    }
                })
                .map(each -> " " + each)) {
            said.append(word);
        }
        return said.toString();
    }

    private static String byHand() {
        Coroutine<Integer, Integer> doubling = Coroutine.of((self, first) -> doubled(self, first));
        return doubling.resume(1) + " " + doubling.resume(2) + " " + doubling.resume(-1) + " " + doubling.isDone();
    }

    private static int doubled(Self<Integer, Integer> self, int first) {
        int in = first;
        while (in > 0) {
            in = self.yield(2 * in);
        }
        return 0;
    }

    private static Async<String> fails() {
        try {
            fail(3).await();
            return done("no");
        } catch (IOException e) {
            return done(e.getMessage());
        }
    }

    private static Async<Void> fail(int depth) throws IOException {
        Bobbin.yieldNow().await();
        if (depth == 0) {
            throw new IOException("deep down");
        }
        fail(depth - 1).await();
        return done();
    }

    private static Async<Integer> network() throws IOException {
        try (TcpServer server = Tcp.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                Scope scope = Scope.open()) {
            scope.spawn(() -> {
                try (var accepted = server.accept().await()) {
                    accepted.writeFully(ByteBuffer.wrap(new byte[] {1, 2, 3})).await();
                }
                return done();
            });
            ByteBuffer got = ByteBuffer.allocate(3);
            try (var connection = Tcp.connect(server.localAddress()).await()) {
                connection.readFully(got).await();
            }
            scope.join().await();
            return done(got.get(0) + got.get(1) + got.get(2));
        }
    }
}
