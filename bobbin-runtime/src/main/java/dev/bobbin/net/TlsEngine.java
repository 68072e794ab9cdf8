package dev.bobbin.net;

import dev.bobbin.runtime.Workers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's engine with its buffers: all that the operations of one {@link TlsConnection} share. Its methods never block; what they
 * cannot do now they leave, and note in the operation what it has to wait for.
 *
 * <h2>Who owns what</h2>
 *
 * <p><b>One monitor</b>, this object's, guards the engine, the three buffers, all fields, and the calls of the connection below; it is held for
 * some records and the system calls for them, never while anybody waits, and nobody is woken under it. The JDK's engine has one lock
 * around both directions anyway, so that two locks here would let no record be encrypted while another is decrypted.
 *
 * <ul>
 *   <li>{@link #incoming}: bytes received and not yet decrypted. Whoever needs a record receives into it: the reader, and during the
 *       handshake any operation.
 *   <li>{@link #outgoing}: records not yet sent. <b>The engine writes into it only when it is empty.</b> So the order of the
 *       records is that in which the engine made them, whoever sends them; a record is there once, and gone byte by byte as the socket takes it.
 *   <li>{@link #plain}: bytes decrypted for which the reader had no room, or which came while somebody else looked for a handshake message.
 * </ul>
 *
 * <p>While a delegated task runs ({@link #delegated}) the JDK holds its engine's lock. Nobody calls the engine then, or it would be
 * blocked for as long as a certificate check takes; buffers may still be emptied.
 *
 * <h2>Why nothing is lost or sent twice when an operation is cancelled</h2>
 *
 * <p>An operation is cancelled only while it waits, so between two calls of this class. What is decrypted is in the
 * target, counted by its position, or in {@code plain}. What is encrypted is in {@code outgoing}, and the source's position is behind it. Both stay
 * for whoever comes next. No step belongs to one operation: each call looks at the engine's state and goes on from there.
 *
 * <h2>Why nobody waits for ever</h2>
 *
 * <p><b>Wake-ups.</b> Readiness of the socket wakes every operation that wants it. What else may help another one raises {@link #changes}: the
 * handshake's or a task's end, failures, ends of streams, an operation that leaves without having finished. Who waits enlists and then compares the
 * number with the one it has seen; who raises it does so before looking who is enlisted. One of the two notices.
 *
 * <p><b>Full sockets.</b> After the handshake a reader never waits for output. What it has to answer (a key update, a closing alert) stays in
 * the engine while {@code outgoing} is occupied; the engine goes on decrypting meanwhile. It goes out before the writer's next record, by
 * whoever is first; if nobody writes, {@link #owed} makes the reader want output <em>too</em>. So two sides that write until all buffers are full
 * go on as soon as one of them reads, as over TCP. In the handshake one side speaks at a time, and the other one reads.
 *
 * <p>Rejected: a lock for each direction, held while waiting, as in Go: a reader that has to answer waits for the writer's lock, which
 * a writer holds that waits for the peer, which does the same. A task of its own for each connection: two hand-overs for each read.
 *
 * <p>Heap buffers: with direct ones, 64 MiB took no less processor time for both sides, on JDK 17 and on 25.
 *
 * <p>The file is long because its methods are the steps of one state machine over one set of buffers, which must be read together.
 */
final class TlsEngine {
    static final int SENT = 0;
    static final int MORE = 1;
    static final int END = -1;
    static final int BLOCKED = -2;

    /** After so many records others get a turn: about a millisecond. */
    static final int TURN = 128;

    private static final int INPUT = SelectionKey.OP_READ;
    private static final int OUTPUT = SelectionKey.OP_WRITE;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine engine;
    private final TcpConnection below;
    private final TlsFailures failures;

    /** Tells the operations that something has changed; called without the monitor. */
    private final Runnable changed;

    private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private final AtomicInteger changes = new AtomicInteger();

    // Positions and limits of all three enclose what is in them.
    private ByteBuffer incoming = NOTHING;
    private ByteBuffer outgoing = NOTHING;
    private ByteBuffer plain = NOTHING;

    /** What the engine wants next. It has a task for the very beginning: that makes keys. */
    private HandshakeStatus status = HandshakeStatus.NEED_TASK;

    private boolean begun;
    private boolean delegated;
    private @Nullable SSLSession session;
    private @Nullable String applicationProtocol;

    /** The records in {@link #outgoing} are no writer's business, or its writer has gone. */
    private boolean owed;

    /** The writer waits for room in {@link #plain}. */
    private boolean crowded;

    private boolean inputClosed; // by the peer's close_notify
    private boolean outputClosed; // ours has been made
    private boolean endedByPeer; // who has closed both directions
    private @Nullable IOException inputFailure;
    private @Nullable IOException outputFailure;

    /** The end of both directions. */
    private @Nullable IOException failure;

    TlsEngine(SSLEngine engine, TcpConnection below, TlsFailures failures, Runnable changed) {
        this.engine = engine;
        this.below = below;
        this.failures = failures;
        this.changed = changed;
    }

    /** Raised by whatever may let an operation go on that waits. */
    int changes() {
        return changes.get();
    }

    void change() {
        changes.incrementAndGet();
    }

    // ---- what operations do -----------------------------------------------------------------------------------------

    /** Whether the handshake is done and the peer has been sent all of it. */
    synchronized boolean handshake(TlsOperation<?> operation) throws IOException {
        return shakeHands(operation) && send(operation);
    }

    /** The number of bytes read, {@link #END}, or {@link #BLOCKED}. */
    synchronized int read(TlsOperation<?> operation, ByteBuffer target) throws IOException {
        if (!shakeHands(operation)) {
            return BLOCKED;
        }
        for (; ; ) {
            if (plain.hasRemaining()) {
                return take(target);
            }
            requireInput();
            if (inputClosed) {
                return END;
            }
            if (hasTask()) {
                return blocked(operation, 0);
            }
            answer();
            int before = target.position();
            if (unwrap(target) == Status.BUFFER_UNDERFLOW && receive() == 0) {
                return blocked(operation, owed ? INPUT | OUTPUT : INPUT);
            }
            if (target.position() > before) {
                return target.position() - before;
            }
        }
    }

    /** Encrypts a record and sends what it can: {@link #SENT} if nothing is left, {@link #MORE}, or {@link #BLOCKED}. */
    synchronized int write(TlsOperation<?> operation, ByteBuffer source) throws IOException {
        if (!shakeHands(operation) || !send(operation)) {
            return BLOCKED;
        }
        if (!source.hasRemaining()) {
            return SENT;
        }
        requireOutput();
        if (hasTask()) {
            return blocked(operation, 0);
        }
        int left = source.remaining();
        if (wrap(source) == 0 && source.remaining() == left) {
            return shakeHandsAgain(operation) ? MORE : BLOCKED;
        }
        return !send(operation) ? BLOCKED : source.hasRemaining() ? MORE : SENT;
    }

    /** Whether the end of the stream has been sent. */
    synchronized boolean shutdown(TlsOperation<?> operation) throws IOException {
        if (!shakeHands(operation)) {
            return false;
        }
        while (send(operation)) {
            if (hasTask()) {
                return wait(operation, 0);
            }
            closeOutput();
            if (engine.isOutboundDone() || wrap(NOTHING) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Reads and drops a record: as {@link #read}. */
    synchronized int drop(TlsOperation<?> operation) throws IOException {
        plain.position(plain.limit());
        return read(operation, NOTHING);
    }

    /** Sends the end of the stream if that is possible at once. */
    synchronized void sayGoodbye() {
        if (delegated || !begun || failure != null) {
            return;
        }
        try {
            boolean sent = flush();
            if (sent) {
                closeOutput();
            }
            while (sent && !engine.isOutboundDone() && wrap(NOTHING) > 0) {
                sent = flush();
            }
        } catch (IOException e) { // the connection is closed all the same
            change();
        }
    }

    /** An operation will not be back: others do what it would have done. */
    void departed() {
        synchronized (this) {
            owed |= outgoing.hasRemaining();
        }
        change();
    }

    synchronized boolean isEstablished() {
        return session != null;
    }

    synchronized @Nullable SSLSession session() {
        return session;
    }

    synchronized @Nullable String applicationProtocol() {
        return applicationProtocol;
    }

    // ---- the handshake ----------------------------------------------------------------------------------------------

    /** Whether the first handshake is done. */
    private boolean shakeHands(TlsOperation<?> operation) throws IOException {
        while (session == null) {
            requireInput();
            if (hasTask()) {
                return wait(operation, 0);
            }
            if (!flush()) {
                return wait(operation, OUTPUT);
            }
            switch (status) {
                case NEED_WRAP -> speak();
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    if (!listen()) {
                        return wait(operation, INPUT);
                    }
                }
                default -> establish();
            }
        }
        requireOpen();
        return true;
    }

    /** A later handshake, of TLS 1.2, keeps the writer from writing; whether it can go on. */
    private boolean shakeHandsAgain(TlsOperation<?> operation) throws IOException {
        if (status == HandshakeStatus.NEED_UNWRAP && plain.hasRemaining()) {
            crowded = true;
            return wait(operation, 0);
        }
        return status != HandshakeStatus.NEED_UNWRAP || listen() || wait(operation, INPUT);
    }

    /** {@link #outgoing} is empty. */
    private void speak() throws IOException {
        if (outputFailure != null) {
            throw outputFailure;
        }
        if (wrap(NOTHING) == 0 && status == HandshakeStatus.NEED_WRAP) {
            throw fail(failures.endInHandshake());
        }
    }

    /** Takes one record; false if it is not there yet. */
    private boolean listen() throws IOException {
        if (unwrap(NOTHING) == Status.BUFFER_UNDERFLOW) {
            return receive() != 0;
        }
        if (inputClosed) {
            throw session == null ? fail(failures.endInHandshake()) : ended();
        }
        return true;
    }

    private void establish() {
        session = engine.getSession();
        applicationProtocol = engine.getApplicationProtocol();
        owed = outgoing.hasRemaining();
        change();
    }

    /** Whether the engine is not to be called now. */
    private boolean hasTask() {
        if (status == HandshakeStatus.NEED_TASK && !delegated) {
            delegate();
        }
        return delegated;
    }

    /** Has a thread that may be blocked do what the engine has to do. */
    private void delegate() {
        delegated = true;
        boolean started = false;
        try {
            Workers.runBlocking(this::runTasks);
            started = true;
        } finally {
            delegated = started;
        }
    }

    private void runTasks() {
        Thread.currentThread().setContextClassLoader(loader);
        Throwable thrown = null;
        try {
            if (!begun) {
                engine.beginHandshake();
            }
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
        } catch (Throwable t) { // those who wait get it
            thrown = t;
        }
        synchronized (this) {
            begun = true;
            delegated = false;
            status = engine.getHandshakeStatus();
            if (thrown != null) {
                fail(thrown);
            }
            change();
        }
        changed.run();
    }

    // ---- records ----------------------------------------------------------------------------------------------------

    /** The number of bytes encrypted; {@link #outgoing} is empty before. */
    private int wrap(ByteBuffer source) throws IOException {
        if (outgoing.capacity() == 0) {
            outgoing = packet();
        }
        for (; ; ) {
            outgoing.clear();
            SSLEngineResult result;
            try {
                result = engine.wrap(source, outgoing);
            } catch (SSLException | RuntimeException e) {
                outgoing.flip();
                throw fail(e);
            }
            outgoing.flip();
            if (result.getStatus() != Status.BUFFER_OVERFLOW) {
                endedByPeer |= result.getStatus() == Status.CLOSED && !outputClosed;
                note(result);
                return result.bytesProduced();
            }
            outgoing = packet();
        }
    }

    /** Takes one record; its bytes are in the target or, if they might not fit there, in {@link #plain}, which is empty before. */
    private Status unwrap(ByteBuffer target) throws IOException {
        Status result = unwrapInto(target);
        for (int most = 0;
                result == Status.BUFFER_OVERFLOW && most < engine.getSession().getApplicationBufferSize(); ) {
            most = engine.getSession()
                    .getApplicationBufferSize(); // it grows with a peer whose records are larger than usual
            plain = plain.capacity() < most ? ByteBuffer.allocate(most) : plain.clear();
            try {
                result = unwrapInto(plain);
            } finally {
                plain.flip();
            }
        }
        if (result == Status.CLOSED) {
            inputClosed = true;
            answer();
            change();
        }
        return result;
    }

    /** Empty, with room for a record. */
    private ByteBuffer packet() {
        return ByteBuffer.allocate(engine.getSession().getPacketBufferSize()).limit(0);
    }

    private Status unwrapInto(ByteBuffer target) throws IOException {
        try {
            SSLEngineResult result = engine.unwrap(incoming, target);
            note(result);
            return result.getStatus();
        } catch (SSLException | RuntimeException e) {
            throw fail(e);
        }
    }

    private int take(ByteBuffer target) {
        int n = Math.min(plain.remaining(), target.remaining());
        target.put(target.position(), plain, plain.position(), n);
        target.position(target.position() + n);
        plain.position(plain.position() + n);
        if (crowded && !plain.hasRemaining()) {
            crowded = false;
            change();
        }
        return n;
    }

    private void note(SSLEngineResult result) {
        status = result.getHandshakeStatus();
        if (status == HandshakeStatus.FINISHED) {
            establish();
            status = engine.getHandshakeStatus();
        }
    }

    // ---- the connection below ---------------------------------------------------------------------------------------

    /** The number of bytes received, 0 if there are none now. */
    private int receive() throws IOException {
        if (incoming.remaining()
                == incoming.capacity()) { // the first time, and for a peer whose records are larger than usual
            incoming = ByteBuffer.allocate(engine.getSession().getPacketBufferSize())
                    .put(incoming);
        } else {
            incoming.compact();
        }
        int n;
        try {
            n = below.receive(incoming);
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            inputFailure = failures.ofSocket(e, below.isOpen(), session == null);
            throw inputFailure;
        } finally {
            incoming.flip();
        }
        if (n < 0) {
            inputFailure = session == null ? endInHandshake() : new TlsTruncatedException(failures.peer());
            throw inputFailure;
        }
        return n;
    }

    /** A connection that is reset is told so once: if this side wrote first, it then reads the end. */
    private IOException endInHandshake() {
        return outputFailure != null ? outputFailure : failures.endInHandshake();
    }

    /** Whether everything has been sent; else what to wait for is noted. */
    private boolean send(TlsOperation<?> operation) throws IOException {
        boolean sent = flush();
        if (failure != null || outputFailure != null) {
            throw failure != null ? failure : outputFailure;
        }
        return sent || wait(operation, OUTPUT);
    }

    /** Whether nothing is left to be sent. A failure is kept for those who write: what the peer has sent before can still be read. */
    private boolean flush() throws ClosedChannelException {
        try {
            while (outgoing.hasRemaining()) {
                if (below.send(outgoing) == 0) {
                    return false;
                }
            }
        } catch (ClosedChannelException e) {
            if (!below.isOpen()) {
                throw e;
            }
            broken(e);
        } catch (IOException e) {
            broken(e);
        }
        owed = false;
        return true;
    }

    private void broken(IOException e) {
        outputFailure = failures.ofSocket(e, below.isOpen(), session == null);
        outgoing.position(outgoing.limit());
        change();
    }

    /** Sends what the engine has to say to the peer, as far as that is possible now. */
    private void answer() throws IOException {
        if (owed || status == HandshakeStatus.NEED_WRAP) {
            boolean more = true;
            while (more && flush()) {
                more = status == HandshakeStatus.NEED_WRAP && !delegated && wrap(NOTHING) > 0;
            }
            owed = outgoing.hasRemaining();
        }
    }

    private void closeOutput() {
        if (!outputClosed) {
            outputClosed = true;
            engine.closeOutbound();
            status = engine.getHandshakeStatus();
            change();
        }
    }

    // ---- failures ---------------------------------------------------------------------------------------------------

    private void requireInput() throws IOException {
        if (failure != null || inputFailure != null) {
            throw failure != null ? failure : inputFailure;
        }
        requireOpen();
    }

    private void requireOpen() throws ClosedChannelException {
        if (!below.isOpen()) {
            throw new ClosedChannelException();
        }
    }

    /** The connection has failed; the peer is told why if that is possible at once. */
    private IOException fail(Throwable thrown) {
        IOException known = failure;
        if (known == null) {
            known = failures.named(thrown);
            failure = known;
            try {
                sendAlert();
                below.channel().shutdownOutput();
            } catch (IOException e) { // nobody is there to be told
                known.addSuppressed(e);
            }
            change();
        }
        return known;
    }

    private void sendAlert() throws IOException {
        if (outgoing.capacity() == 0) {
            outgoing = packet();
        }
        for (int tries = 0; tries < 4 && flush() && !engine.isOutboundDone(); tries++) {
            outgoing.clear();
            try {
                engine.wrap(NOTHING, outgoing);
            } catch (SSLException
                    | RuntimeException e) { // it throws each failure once for wrapping too, and then gives the alert
                continue;
            } finally {
                outgoing.flip();
            }
        }
        flush();
    }

    private void requireOutput() throws IOException {
        if (outputClosed) {
            throw new ClosedChannelException();
        }
        if (endedByPeer) {
            throw ended();
        }
    }

    private IOException ended() {
        return new SSLException(
                failures.peer() + " has ended its stream, and in TLS 1.2 that ends both: nothing can be sent any more");
    }

    /** Notes what the operation has to wait for; a change, at the least. */
    private boolean wait(TlsOperation<?> operation, int wanted) {
        operation.blocked(wanted, changes());
        return false;
    }

    private int blocked(TlsOperation<?> operation, int wanted) {
        operation.blocked(wanted, changes());
        return BLOCKED;
    }
}
