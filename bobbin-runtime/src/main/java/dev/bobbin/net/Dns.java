package dev.bobbin.net;

import dev.bobbin.Async;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** The addresses of hosts, without blocking a worker for them. */
public final class Dns {
    private Dns() {}

    /**
     * Looks up all addresses of a host, in the order in which they should be tried, or understands an address in digits. At least
     * one.
     *
     * <pre>{@code List<InetAddress> addresses = Dns.resolve("example.org").timeout(Duration.ofSeconds(2)).await(); }</pre>
     *
     * <p>The JDK's resolver blocks, so it is called on one of the threads of {@link dev.bobbin.Blocking}. Nothing can interrupt it,
     * and it takes as long as the system's configuration says, 10 seconds and more where no server answers. Being cancelled, or out
     * of time, the await ends at once all the same, and a lookup that has not begun by then never does.
     *
     * <p>What it gives, failures too, is kept by the JDK for a while ({@code networkaddress.cache.ttl}). Thread-safe; each returned
     * {@code Async} runs once.
     *
     * @throws UnknownHostException at the await, if there is no such host or nobody can say; its message names the host
     */
    public static Async<List<InetAddress>> resolve(String host) throws UnknownHostException {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("the name of a host must not be empty");
        }
        return new Lookup(host, InetAddress::getAllByName);
    }
}
