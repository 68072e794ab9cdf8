package dev.bobbin.net;

import dev.bobbin.Async;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * TLS over a {@link TcpConnection}; from {@link Tls}. Its operations suspend the coroutine that awaits them and never block a thread,
 * also while certificates are checked.
 *
 * <p>One operation that reads ({@link #read}, {@link #readFully}, {@link #closeGracefully}) and one that writes ({@link #write},
 * {@link #writeFully}, {@link #shutdown}, {@link #handshake}) may be under way at a time, and they do not disturb each other; a second one in the same
 * direction is an {@link IllegalStateException}, as far as the first is seen to wait. Each returned {@code Async} runs once, when
 * it is awaited. The first operation shakes hands, whichever it is.
 *
 * <p><b>Failures.</b> What is wrong with the peer's certificate, name or protocol is an {@link javax.net.ssl.SSLException} that
 * names the host and what can be done; the peer is sent the alert before, as far as its buffers take it. It ends both directions: each
 * operation, waiting or to come, fails with the same exception. A connection that ends without the peer's close_notify is a
 * {@link TlsTruncatedException}; after it, it is the end of the stream, -1.
 *
 * <p><b>Cancellation</b> leaves the stream whole. What a cancelled read would have received is for the next one. A cancelled
 * write has encrypted what the buffer's position says, as whole records; the last of them goes out with the next operation,
 * whichever it is, or with the one that waits in the other direction. A cancelled handshake is carried on by the next operation.
 *
 * <p>Its buffers take about 33 KiB from the first record on, and 16 more once a read has had less room than a record is long.
 *
 * <p>Thread-safe but for the buffers. How the two directions share one engine says {@code TlsEngine}.
 */
public final class TlsConnection implements Transport {
    private static final VarHandle READING;
    private static final VarHandle WRITING;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            READING = lookup.findVarHandle(TlsConnection.class, "reading", TlsOperation.class);
            WRITING = lookup.findVarHandle(TlsConnection.class, "writing", TlsOperation.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final TcpConnection below;
    private final TlsEngine engine;

    // As in Endpoint: a slot belongs to the operation in it. Volatile, see TlsEngine on wake-ups.
    private volatile @Nullable TlsOperation<?> reading;
    private volatile @Nullable TlsOperation<?> writing;

    /** The changes of the engine that waiting operations have been told of. */
    private volatile int told;

    /** @throws IllegalStateException if an operation waits for the connection */
    TlsConnection(TcpConnection below, SSLEngine engine, TlsFailures failures) {
        this.below = below;
        this.engine = new TlsEngine(engine, below, failures, this::tell);
        TlsSignal input = new TlsSignal(this, below, SelectionKey.OP_READ);
        TlsSignal output = new TlsSignal(this, below, SelectionKey.OP_WRITE);
        if (!below.enlist(input)) {
            throw busy(below, SelectionKey.OP_READ);
        }
        if (!below.enlist(output)) {
            below.delist(input);
            throw busy(below, SelectionKey.OP_WRITE);
        }
    }

    private static IllegalStateException busy(TcpConnection below, int interest) {
        Operation<?> other = below.waiting(interest);
        return new IllegalStateException("TLS cannot begin on " + below + ": a"
                + (other == null ? "n operation" : " " + other.verb()) + " is still waiting there");
    }

    // ---- for users --------------------------------------------------------------------------------------------------

    /** Shakes hands, which the first operation does anyway; ends at once if that has been done. */
    public Async<Void> handshake() throws IOException {
        return new TlsHandshake(this);
    }

    /**
     * Reads at least one byte and at most as many as there is room for, and a record has.
     *
     * @return the number of bytes; -1 at the end of the stream, 0 only if the buffer has no room
     * @throws TlsTruncatedException at the await, if the connection ended before the stream
     */
    @Override
    public Async<Integer> read(ByteBuffer target) throws IOException {
        return new TlsRead(this, writable(target));
    }

    /** Fills the buffer. An {@link java.io.EOFException} says how many bytes are missing if the stream ends before. */
    @Override
    public Async<Void> readFully(ByteBuffer target) throws IOException {
        return new TlsReadFully(this, writable(target));
    }

    /**
     * Writes at least one byte, and as much as the socket takes.
     *
     * @return the number of bytes; 0 only if the buffer is empty
     */
    @Override
    public Async<Integer> write(ByteBuffer source) throws IOException {
        return new TlsWrite(this, Objects.requireNonNull(source, "source"));
    }

    /** Writes all that the buffer has. */
    @Override
    public Async<Void> writeFully(ByteBuffer source) throws IOException {
        return new TlsWriteFully(this, Objects.requireNonNull(source, "source"));
    }

    /**
     * Ends the outgoing stream by a close_notify: the peer reads the end. In TLS 1.3 this side can still read, for as long as
     * the peer sends; in TLS 1.2 the peer ends its stream too, and what it was about to send is lost.
     */
    @Override
    public Async<Void> shutdown() throws IOException {
        return new TlsShutdown(this);
    }

    /**
     * Ends the outgoing stream, drops what still comes in until the peer ends its stream too, and closes. It waits as long as
     * the peer does, so give it a {@link Async#timeout}; being cancelled, or failing, or before the handshake, it closes at once.
     */
    @Override
    public Async<Void> closeGracefully() throws IOException {
        return new TlsGracefulClose(this);
    }

    /**
     * Closes at once, without blocking; operations that wait fail. The peer is sent a close_notify if the socket takes it now. Does
     * nothing if it is closed.
     */
    @Override
    public void close() {
        if (below.isOpen()) {
            engine.sayGoodbye();
        }
        below.close();
        engine.change();
        tell();
    }

    /** Whether it has not been closed here; what the peer has done shows when reading and writing. */
    @Override
    public boolean isOpen() {
        return below.isOpen();
    }

    /**
     * Sets an option of the socket, as {@link TcpConnection#option(SocketOption, Object)} does.
     *
     * @throws UnsupportedOperationException if sockets of this kind have no such option
     * @throws IllegalArgumentException if the value is none that it can have
     * @throws java.nio.channels.ClosedChannelException if it is closed
     */
    public <V> void option(SocketOption<V> option, V value) throws IOException {
        below.option(option, value);
    }

    /**
     * The value of an option of the socket.
     *
     * @throws UnsupportedOperationException if sockets of this kind have no such option
     * @throws java.nio.channels.ClosedChannelException if it is closed
     */
    public <V> V option(SocketOption<V> option) throws IOException {
        return below.option(option);
    }

    /**
     * The version that was negotiated, "TLSv1.3" say.
     *
     * @throws IllegalStateException before the handshake
     */
    public String protocol() {
        return session().getProtocol();
    }

    /**
     * The cipher suite that was negotiated, by its standard name.
     *
     * @throws IllegalStateException before the handshake
     */
    public String cipherSuite() {
        return session().getCipherSuite();
    }

    /**
     * The protocol on top that was negotiated (ALPN); null if none was.
     *
     * @throws IllegalStateException before the handshake
     */
    public @Nullable String applicationProtocol() {
        session();
        String name = engine.applicationProtocol();
        return name == null || name.isEmpty() ? null : name;
    }

    /**
     * The peer's certificate, checked, and those of its issuers; empty if it was asked for none.
     *
     * @throws IllegalStateException before the handshake
     */
    public List<Certificate> peerCertificates() {
        try {
            return List.of(session().getPeerCertificates());
        } catch (SSLPeerUnverifiedException e) { // it has shown none
            return List.of();
        }
    }

    /**
     * The address on this side.
     *
     * @throws IllegalStateException if the connection is closed
     */
    public InetSocketAddress localAddress() {
        return below.localAddress();
    }

    /**
     * The address on the other side.
     *
     * @throws IllegalStateException if the connection is closed
     */
    public InetSocketAddress remoteAddress() {
        return below.remoteAddress();
    }

    @Override
    public String toString() {
        return "TlsConnection[" + below + "]";
    }

    private SSLSession session() {
        SSLSession session = engine.session();
        if (session == null) {
            throw new IllegalStateException("nothing is negotiated yet: await handshake() before you ask");
        }
        return session;
    }

    private static ByteBuffer writable(ByteBuffer target) {
        if (target.isReadOnly()) {
            throw new IllegalArgumentException("cannot read into a read-only buffer");
        }
        return target;
    }

    // ---- for operations ---------------------------------------------------------------------------------------------

    TlsEngine engine() {
        return engine;
    }

    TcpConnection below() {
        return below;
    }

    /** The one that waits to read, or to write, if one does. */
    @Nullable
    TlsOperation<?> waiting(boolean input) {
        return input ? reading : writing;
    }

    /** Fails if another operation waits in the same direction; one that just runs is not noticed. */
    void requireAlone(TlsOperation<?> operation) {
        TlsOperation<?> other = waiting(operation.isInput());
        if (other != null && other != operation) {
            throw new IllegalStateException("another " + other.verb() + " on " + this + " is still waiting: one "
                    + operation.verb() + " at a time");
        }
    }

    boolean enlist(TlsOperation<?> operation) {
        return slot(operation).compareAndSet(this, null, operation);
    }

    void delist(TlsOperation<?> operation) {
        slot(operation).compareAndSet(this, operation, null);
    }

    private static VarHandle slot(TlsOperation<?> operation) {
        return operation.isInput() ? READING : WRITING;
    }

    /**
     * Has the poller of the running task signal that the connection below is ready; the operation is enlisted. Each does so for itself: the
     * scheduler of another may be closed.
     *
     * @return false if it is closed
     */
    boolean arm(int interests) throws IOException {
        return ((interests & SelectionKey.OP_READ) == 0 || below.arm(SelectionKey.OP_READ))
                && ((interests & SelectionKey.OP_WRITE) == 0 || below.arm(SelectionKey.OP_WRITE))
                && below.isOpen();
    }

    /** Wakes who waits for some of this; ~0 wakes both. Whether it has. */
    boolean signal(int events) {
        TlsOperation<?> r = reading;
        TlsOperation<?> w = writing;
        boolean woken = r != null && r.signal(events);
        return w != null && w.signal(events) || woken;
    }

    /** Wakes who waits if the engine has changed. Never under its monitor: an executor may run the task right here. */
    void tell() {
        int changes = engine.changes();
        if (changes != told) {
            told = changes; // before it looks who waits: see TlsEngine
            signal(~0);
        }
    }
}
