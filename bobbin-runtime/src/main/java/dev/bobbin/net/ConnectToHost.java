package dev.bobbin.net;

import dev.bobbin.Async;
import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Context;
import dev.bobbin.abi.Frame;
import dev.bobbin.abi.Unawaited;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks a host up and tries its addresses, one after the other. Written as the compiler would: this is not rewritten by it. */
final class ConnectToHost extends Async<TcpConnection> {
    private final String host;
    private final int port;
    private final Async<List<InetAddress>> lookup;
    private boolean started;

    ConnectToHost(String host, int port, Async<List<InetAddress>> lookup) {
        this.host = host;
        this.port = port;
        this.lookup = lookup;
        Unawaited.made(this);
    }

    @Override
    protected String what() {
        return "this connect";
    }

    @Override
    protected synchronized boolean reserve() {
        boolean free = !started;
        started = true;
        return free;
    }

    @Override
    protected synchronized void release() {
        started = false;
    }

    @Override
    protected @Nullable Object start(Context context) {
        synchronized (this) {
            if (started) {
                throw new IllegalStateException(
                        "this connect has been awaited before: it runs once. Call connect again for the next one");
            }
            started = true;
        }
        Unawaited.used(this);
        try {
            return new Attempts().begin(lookup, context);
        } catch (IOException e) {
            throw Operation.<RuntimeException>asIs(e);
        }
    }

    /** Suspended, it waits for the addresses, and then for a connection to the last one that was taken from them. */
    private final class Attempts extends Frame {
        private @Nullable Iterator<InetAddress> addresses;
        private final List<InetSocketAddress> tried = new ArrayList<>();
        private final List<IOException> failures = new ArrayList<>();

        private @Nullable Object begin(Async<?> step, Context context) throws IOException {
            try {
                Object result = Abi.await(step, context);
                if (context.signal != Context.NONE) {
                    context.push(this);
                    return null;
                }
                return ended(result, context);
            } catch (Throwable t) { // passes through unchanged: the step's failure, or that of suspending
                context.signal = Context.NONE;
                context.abandon();
                throw t;
            }
        }

        @Override
        public void resume(Context context) throws IOException {
            Object result;
            try {
                result = context.take();
            } catch (Exception e) {
                if (addresses == null || !(e instanceof IOException failure)) { // a cancellation, say
                    throw e;
                }
                failures.add(failure);
                context.result = tryNext(addresses, context);
                return;
            }
            context.result = ended(result, context);
        }

        /** With the addresses, or with a connection. */
        @SuppressWarnings("unchecked")
        private @Nullable Object ended(@Nullable Object result, Context context) throws IOException {
            if (addresses != null) {
                return result;
            }
            addresses = ((List<InetAddress>) Objects.requireNonNull(result)).iterator();
            return tryNext(addresses, context);
        }

        private @Nullable Object tryNext(Iterator<InetAddress> left, Context context) throws IOException {
            if (!left.hasNext()) {
                throw failed();
            }
            InetSocketAddress address = new InetSocketAddress(left.next(), port);
            tried.add(address);
            return begin(new Connect(address), context);
        }

        /** What the system says, each thing once: the same of all addresses, mostly. */
        private String reasons() {
            return failures.stream()
                    .map(failure -> failure.getCause() == null ? failure : failure.getCause()) // without the address
                    .map(Throwable::getMessage)
                    .distinct()
                    .collect(Collectors.joining("; "));
        }

        private ConnectException failed() {
            ConnectException failed = new ConnectException("connect to " + host + ":" + port
                    + ": none of its addresses can be connected to: " + tried + ": " + reasons());
            failed.initCause(failures.get(0));
            failures.stream().skip(1).forEach(failed::addSuppressed);
            return failed;
        }
    }
}
