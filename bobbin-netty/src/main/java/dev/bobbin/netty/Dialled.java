package dev.bobbin.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the connection of a channel that connects; the future of that comes after. */
final class Dialled<I, O> extends ChannelInitializer<Channel> {
    private final Consumer<? super ChannelPipeline> codecs;
    private volatile @Nullable NettyConnection<I, O> connection;

    Dialled(Consumer<? super ChannelPipeline> codecs) {
        this.codecs = codecs;
    }

    @Override
    protected void initChannel(Channel channel) {
        codecs.accept(channel.pipeline());
        connection = NettyConnection.of(channel);
    }

    NettyConnection<I, O> connection() {
        return Objects.requireNonNull(connection, "the channel has not been initialised");
    }
}
