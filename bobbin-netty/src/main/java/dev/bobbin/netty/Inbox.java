package dev.bobbin.netty;

import dev.bobbin.Async;
import dev.bobbin.Channel;
import dev.bobbin.Scheduler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The end of a pipeline: what arrives goes to a channel of Bobbin's, from which coroutines receive it.
 *
 * <p>Back-pressure: auto-read is off. After a read the next one is asked for if all that came had room; else it waits in {@link #late}, a
 * coroutine of the event loop sends it as there is room, and asks then. So at most {@link #AHEAD} messages wait, and those of one read.
 *
 * <p>Who releases: what has been received belongs to its receiver. What is left when the connection is closed here is released here. After
 * the peer's end, or a failure, what had arrived can still be received.
 *
 * <p>All fields that change belong to the event loop.
 */
final class Inbox<I> extends ChannelInboundHandlerAdapter {
    static final int AHEAD = 16;

    private final Channel<I> arrived = Channel.buffered(AHEAD);
    private final Scheduler scheduler;
    private final Gate writable;
    private final ArrayDeque<I> late = new ArrayDeque<>(0);
    private boolean sendsLate;
    private boolean ended;
    private volatile @Nullable Throwable failure; // read by others

    Inbox(Scheduler scheduler, Gate writable) {
        this.scheduler = scheduler;
        this.writable = writable;
    }

    Channel<I> arrived() {
        return arrived;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(false);
        if (context.channel().isActive()) {
            context.read();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.fireChannelActive();
        context.read();
    }

    @Override
    @SuppressWarnings("unchecked") // what the codecs in front make is what the connection was asked for
    public void channelRead(ChannelHandlerContext context, Object message) {
        I element = (I) message;
        if (late.isEmpty() && arrived.trySend(element)) {
            return;
        }
        if (arrived.isClosed()) {
            ReferenceCountUtil.release(message);
        } else {
            late.addLast(element);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        goOn(context);
    }

    /** After a read, or the end, or when what was late has gone. */
    private void goOn(ChannelHandlerContext context) {
        if (sendsLate) {
            return;
        }
        if (!late.isEmpty()) {
            sendsLate = true;
            scheduler.start(sendLate(context));
        } else if (!ended) {
            context.read();
        } else {
            closeArrived(failure);
        }
    }

    private void closeArrived(@Nullable Throwable cause) {
        if (cause == null) {
            arrived.close();
        } else {
            arrived.close(cause);
        }
    }

    private Async<Void> sendLate(ChannelHandlerContext context) {
        try {
            for (I next = late.peekFirst(); next != null; next = late.peekFirst()) {
                arrived.send(next).await();
                late.removeFirst();
            }
        } catch (dev.bobbin.ClosedChannelException e) {
            ended = true; // nobody wants it any more
        } finally {
            late.forEach(ReferenceCountUtil::release);
            late.clear();
            sendsLate = false;
        }
        goOn(context);
        return Async.done();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        writable.look();
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            end(context);
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end(context);
        writable.look();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failed(cause);
        end(context);
        context.close();
    }

    /** What ends the connection: the first counts. On the event loop. */
    void failed(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    private void end(ChannelHandlerContext context) {
        ended = true;
        goOn(context);
    }
}
