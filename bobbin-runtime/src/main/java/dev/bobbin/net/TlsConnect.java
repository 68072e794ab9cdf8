package dev.bobbin.net;

import dev.bobbin.Async;
import dev.bobbin.Blocking;
import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Context;
import dev.bobbin.abi.Frame;
import dev.bobbin.abi.Unawaited;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Loads the context, connects and shakes hands: a coroutine written by hand, whose frame is {@link Rest}. What {@link #step} returns is
 * awaited and its result given to the next step.
 */
final class TlsConnect extends Async<TlsConnection> {
    private enum Step {
        LOAD,
        CONNECT,
        SHAKE_HANDS,
        END
    }

    private final String host;
    private final int port;
    private TlsOptions options;

    private boolean started;
    private Step next = Step.LOAD;
    private @Nullable TlsConnection connection;

    TlsConnect(String host, int port, TlsOptions options) {
        this.host = host;
        this.port = port;
        this.options = options;
        Unawaited.made(this);
    }

    /** What to await; null at the end. */
    private @Nullable Async<?> step(@Nullable Object result) throws IOException {
        Step step = next;
        switch (step) {
            case LOAD -> {
                next = Step.CONNECT;
                return Blocking.call(options::loaded); // files of certificates are read off the workers
            }
            case CONNECT -> {
                options = (TlsOptions) Objects.requireNonNull(result);
                next = Step.SHAKE_HANDS;
                return Tcp.connect(host, port);
            }
            case SHAKE_HANDS -> {
                next = Step.END;
                return over((TcpConnection) Objects.requireNonNull(result)).handshake();
            }
            case END -> {
                return null;
            }
        }
        throw new AssertionError(step);
    }

    private TlsConnection over(TcpConnection below) throws IOException {
        TlsConnection made = null;
        try {
            made = Tls.client(below, host, options);
        } finally {
            if (made == null) {
                below.close();
            }
        }
        connection = made;
        return made;
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
        return proceed(context, false);
    }

    /** The connection, or null if the task is suspending; if {@code resumed}, the context has what was awaited. */
    private @Nullable Object proceed(Context context, boolean resumed) {
        boolean open = false;
        try {
            Object result = resumed ? context.take() : null;
            for (Async<?> awaited = step(result); awaited != null; awaited = step(result)) {
                result = Abi.await(awaited, context);
                if (context.signal != Context.NONE) {
                    if (!context.settle()) {
                        context.push(new Rest());
                        open = true;
                        return null;
                    }
                    result = context.take();
                }
            }
            open = true;
            return connection;
        } catch (Throwable t) { // passes through unchanged: a step's failure, or that of suspending
            context.signal = Context.NONE;
            context.abandon();
            throw Operation.<RuntimeException>asIs(t);
        } finally {
            if (!open) {
                close();
            }
        }
    }

    private void close() {
        TlsConnection c = connection;
        if (c != null) {
            c.close();
        }
    }

    /** The frame while a step is awaited. */
    private final class Rest extends Frame {
        @Override
        public void resume(Context context) {
            context.result = proceed(context, true);
        }

        @Override
        protected void abandoned() {
            close();
        }
    }
}
